using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>What a command about the files of workflows is given.</summary>
/// <param name="Common">Subjects, which are paths or definition ids, and what all commands have.</param>
internal sealed record WorkflowArguments(CommandArguments Common)
{
    public IReadOnlyList<string> Subjects => Common.Subjects;

    public string Output => Common.Value("--output") ?? ".";

    public string Version => Common.Value("--version") ?? "Latest";

    public bool Publishes => Common.Has("--publish");

    public bool WithDependencies => Common.Has("--dependencies");

    public bool WithConsumers => Common.Has("--consumers");

    /// <exception cref="UsageException">An option is unknown or has no value, or there is no subject.</exception>
    public static WorkflowArguments Parse(string[] arguments, string subject) =>
        new(CommandArguments.Parse(arguments, ["--output", "--version"], ["--publish", "--dependencies", "--consumers"]).WithSubjects(subject));
}
