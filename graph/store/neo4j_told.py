"""What a Neo4j server or its driver complains of, as one line of ours that says what to do."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator

from neo4j import exceptions

from graph.errors import StoreBusy, StoreError, StoreForeign
from graph.store.neo4j_address import Address

_CODES = {
    "Neo.ClientError.Security.CredentialsExpired": "neo4j_password_expired",
    "Neo.ClientError.Security.AuthenticationRateLimit": "neo4j_too_many_tries",
    "Neo.ClientError.Database.DatabaseNotFound": "neo4j_no_database",
    "Neo.TransientError.Database.DatabaseUnavailable": "neo4j_database_down",
    "Neo.ClientError.Security.Forbidden": "neo4j_forbidden",
    "Neo.ClientError.Schema.IndexAlreadyExists": "neo4j_label_used",
    "Neo.ClientError.Schema.IndexWithNameAlreadyExists": "neo4j_label_used",
    "Neo.DatabaseError.Schema.ConstraintCreationFailed": "neo4j_label_used",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": "neo4j_read_only",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": "neo4j_read_only",
    "Neo.ClientError.Statement.AccessMode": "neo4j_read_only",
    "Neo.ClientError.Cluster.NotALeader": "neo4j_read_only",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "neo4j_out_of_memory",
    "Neo.TransientError.General.OutOfMemoryError": "neo4j_out_of_memory",
}
_BUSY = {
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
}


@contextlib.contextmanager
def told(address: Address) -> Iterator[None]:
    """Raises StoreError, StoreBusy or StoreForeign for what the driver raises."""
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise _ours(error, address) from error


def _ours(error: Exception, address: Address) -> StoreError:
    told_of = {"server": address.uri, "database": address.database or "neo4j", "why": _why(error)}
    code = getattr(error, "code", None) or ""
    if code in _BUSY:
        return StoreBusy("neo4j_busy", **told_of)
    if "no such fulltext schema index" in told_of["why"]:
        index = address.layout.index
        return StoreForeign(
            "neo4j_no_index", index=index, statement=address.layout.definitions()[index].statement, **told_of
        )
    if "no such vector schema index" in told_of["why"]:
        return StoreForeign("neo4j_no_vector_index", index=address.layout.vector_index, **told_of)
    told_of |= {"user": address.user or "–", "url": address.url, "namespace": address.layout.namespace}
    return StoreError(_CODES.get(code) or _key(error, address), **told_of)


def _key(error: Exception, address: Address) -> str:
    if isinstance(error, exceptions.AuthError):
        return "neo4j_wrong_password" if address.password else "neo4j_no_password"
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return "neo4j_tls" if _is_tls(error) else "neo4j_unreachable"
    if isinstance(error, exceptions.ConfigurationError):
        return "neo4j_bad_address"
    return "neo4j_failed"


def _is_tls(error: BaseException) -> bool:
    """Whether a connection failed over encryption: a certificate, or one side that speaks it and one that does not."""
    return any(isinstance(one, ssl.SSLError) for one in _behind(error))


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it: a driver that asks several servers raises one for all."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _behind(one)
        error = error.__cause__ or error.__context__


def _why(error: BaseException) -> str:
    """What the server says, or what lies deepest under what the driver says: over it stand addresses and "unable to"."""
    deepest = [one for one in _behind(error) if str(one)][-1:] if isinstance(error, exceptions.DriverError) else []
    first = deepest[0] if deepest else error
    message = getattr(first, "message", None) or getattr(first, "strerror", None) or str(first)
    return " ".join(str(message).split())[:200]
