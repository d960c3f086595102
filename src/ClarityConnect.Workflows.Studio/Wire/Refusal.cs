namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>Why a request is refused; the designer shows every string in <paramref name="Errors"/>.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="Message">The first problem.</param>
/// <param name="Errors">The problems under "generalErrors".</param>
internal sealed record Refusal(int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors)
{
    /// <summary>Why files are not imported, each problem with the file's name.</summary>
    public static Refusal OfFiles(IEnumerable<(string File, IReadOnlyList<string> Problems)> files) =>
        Of(400, [.. files.SelectMany(file => file.Problems.Select(problem => $"The file '{file.File}' cannot be imported. {problem}"))]);

    public static Refusal Of(int status, IReadOnlyList<string> problems) =>
        new(status, problems.Count > 0 ? problems[0] : "", new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = problems });
}
