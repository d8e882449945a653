import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Neo4j Community on a loopback port: java -cp 'lib/*' Server.java HOME PORT PAGE_CACHE_MB PID [READ_ONLY_DATABASE].
 * With -Dkeep.plans=true queries are planned once, however much the graph changes: graphs of tests come and go.
 */
class Server {
    public static void main(String[] args) throws Exception {
        var address = new SocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        var builder = new DatabaseManagementServiceBuilder(Path.of(args[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
            .setConfig(GraphDatabaseSettings.pagecache_memory, Long.parseLong(args[2]) << 20);
        if (Boolean.getBoolean("keep.plans")) {
            builder.setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofDays(1));
        }
        if (args.length > 4) {
            builder.setConfig(GraphDatabaseSettings.read_only_databases, Set.of(args[4]));
        }
        var service = builder.build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        // When the process it was started for is gone, nobody needs it any more.
        ProcessHandle.of(Long.parseLong(args[3])).ifPresent(owner -> owner.onExit().join());
        System.exit(0);
    }
}
