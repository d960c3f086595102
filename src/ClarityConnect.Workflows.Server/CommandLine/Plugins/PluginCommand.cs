using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>
/// What a running server does with plugins: <c>plugin list</c>, <c>plugin install PATH...</c>, <c>plugin remove|enable|disable ID...</c>; and
/// <c>plugin new NAME</c> and <c>plugin validate PATH...</c>, which need no server.
/// </summary>
internal static class PluginCommand
{
    public static IReadOnlyList<string> Verbs { get; } = ["list", "new", "install", "validate", "remove", "enable", "disable"];

    /// <returns>0 if all went well, 1 if a plugin was refused or cannot be used, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static Task<int> RunAsync(string verb, string[] options, TextWriter output) => CommandRun.RunAsync(
        async () =>
        {
            var arguments = verb == "new" ? CommandArguments.Parse(options, PluginCreation.Options, PluginCreation.Switches) : CommandArguments.Parse(options, [], []);
            return (await RunAsync(verb, arguments), arguments.IsJson);
        },
        output);

    private static async Task<IReadOnlyList<CommandReport>> RunAsync(string verb, CommandArguments arguments)
    {
        if (verb == "new")
            return [PluginCreation.Run(arguments)];
        if (verb == "list" && arguments.Subjects.Count > 0)
            throw new UsageException("All plugins are listed; name none.");
        if (verb != "list")
            arguments.WithSubjects(verb is "install" or "validate" ? "folder or .nupkg" : "plugin id");
        if (verb == "validate")
            return await PluginValidation.RunAsync(arguments.Subjects);
        using var server = new PluginCalls(arguments);
        if (verb == "list")
            return await server.ListAsync();
        Func<string, Task<CommandReport>> act = verb switch
        {
            "install" => server.InstallAsync,
            "remove" => server.RemoveAsync,
            _ => id => server.SwitchAsync(id, verb),
        };
        var reports = new List<CommandReport>();
        foreach (var subject in arguments.Subjects)
            reports.Add(await act(subject));
        return reports;
    }
}
