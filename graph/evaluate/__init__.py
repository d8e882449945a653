"""How well a ranker answers questions whose answers are known: measures, a baseline, intervals."""
