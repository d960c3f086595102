using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>What a check found, in one sentence that says what to do where something is wrong.</summary>
internal static class Finding
{
    private const string Kind = "check";

    public static CommandReport Fine(string check, string text) => new(Kind, check, nameof(Fine), false, [text]);

    /// <summary>The server runs all the same.</summary>
    public static CommandReport Warning(string check, string text) => new(Kind, check, nameof(Warning), false, [text]);

    /// <summary>The server does not start, or not all of it works.</summary>
    public static CommandReport Problem(string check, string text) => new(Kind, check, nameof(Problem), true, [text]);
}
