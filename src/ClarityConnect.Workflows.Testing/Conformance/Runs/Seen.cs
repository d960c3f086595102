namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>What a run gave and said.</summary>
/// <param name="Failure">What it threw; null for nothing.</param>
/// <param name="Texts">Everything that it gave to be read, by where that is.</param>
/// <param name="Secrets">The secrets that must not be in it.</param>
internal sealed record Seen(Exception? Failure, IReadOnlyList<(string Where, string Text)> Texts, KnownSecrets Secrets);
