namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>What a round gave.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Score">Higher is better.</param>
/// <param name="Text">The result.</param>
/// <param name="Target">What it should be.</param>
/// <param name="Remark">What was checked and what it cost.</param>
/// <param name="IsCorrect">Whether everything that was acknowledged was done, once.</param>
internal sealed record LoadResult(string Name, double Score, string Text, string Target, string Remark, bool IsCorrect = true);
