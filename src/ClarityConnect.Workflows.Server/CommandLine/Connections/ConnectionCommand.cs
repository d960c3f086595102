using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.CommandLine.Connections;

/// <summary>
/// What a running server does with connections: <c>connection list</c>, <c>connection test NAME...</c>,
/// <c>connection add NAME --type TYPE --field name=value... --secret name=VARIABLE...</c>.
/// </summary>
internal static class ConnectionCommand
{
    private const string Kind = "connection";
    private const string Connections = "api/v1/connections";
    private const string Type = "--type";
    private const string Field = "--field";
    private const string SecretField = "--secret";
    private const string Replace = "--replace";

    public static IReadOnlyList<string> Verbs { get; } = ["list", "test", "add"];

    /// <returns>0 if all went well, 1 if a connection was refused or its test failed, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static Task<int> RunAsync(string verb, string[] options, TextWriter output) => CommandRun.RunAsync(
        async () =>
        {
            var arguments = verb == "add" ? CommandArguments.Parse(options, [Type, Field, SecretField], [Replace]) : CommandArguments.Parse(options, [], []);
            using var server = new ServerCalls(arguments, AccessPolicy.Administrator);
            var reports = verb switch
            {
                "list" => await ListAsync(arguments, server),
                "test" => await TestAsync(arguments.WithSubjects("connection's name"), server),
                _ => [await AddAsync(arguments, server)],
            };
            return (reports, arguments.IsJson);
        },
        output);

    private static async Task<IReadOnlyList<CommandReport>> ListAsync(CommandArguments arguments, ServerCalls server)
    {
        if (arguments.Subjects.Count > 0)
            throw new UsageException("All connections are listed; name none.");
        using var response = await server.GetAsync(Connections);
        return [.. (await ServerCalls.ListAsync(response)).Select(connection => Report(connection, $"{connection["status"]}"))];
    }

    private static async Task<IReadOnlyList<CommandReport>> TestAsync(CommandArguments arguments, ServerCalls server)
    {
        var reports = new List<CommandReport>();
        foreach (var name in arguments.Subjects)
        {
            using var response = await server.PostAsync($"{AddressOf(name)}/test", null);
            if (!response.IsSuccessStatusCode || await ServerCalls.JsonAsync(response) is not { } test)
            {
                reports.Add(Refused(name, await ServerCalls.ProblemAsync(response)));
                continue;
            }

            var hasSucceeded = test["succeeded"]!.GetValue<bool>();
            reports.Add(new CommandReport(Kind, name, hasSucceeded ? "Accepted" : "Failed", !hasSucceeded, [$"{test["message"]}"]) { Details = test });
        }

        return reports;
    }

    private static async Task<CommandReport> AddAsync(CommandArguments arguments, ServerCalls server)
    {
        var name = arguments.Single("connection's name");
        var type = arguments.Value(Type) ?? throw new UsageException($"Say of which type the connection is, with {Type}.");
        var fields = ConnectionValues.Read(type, arguments.Values(Field), arguments.Values(SecretField), Environment.GetEnvironmentVariable);
        if (!arguments.Has(Replace))
        {
            using var existing = await server.GetAsync(AddressOf(name));
            if (existing.IsSuccessStatusCode)
                return Refused(name, $"There is a connection '{name}' already. Choose another name, or change it with {Replace}; secrets that are left out then stay as they are.");
        }

        using var response = await server.PutAsync(AddressOf(name), ServerCalls.Body(new JsonObject { ["type"] = type, ["fields"] = fields }));
        return response.IsSuccessStatusCode && await ServerCalls.JsonAsync(response) is { } connection
            ? Report(connection, "Stored")
            : Refused(name, await ServerCalls.ProblemAsync(response));
    }

    private static CommandReport Report(JsonObject connection, string outcome)
    {
        List<string> messages = [$"Type: {connection["type"]}"];
        if (connection["since"] is { } since)
            messages.Add($"No calls go through since {since}{(connection["until"] is { } until ? $", and none is made until {until}" : "")}.");
        return new CommandReport(Kind, $"{connection["name"]}", outcome, false, messages) { Details = connection };
    }

    private static CommandReport Refused(string name, string problem) => new(Kind, name, "Refused", true, [problem]);

    private static string AddressOf(string name) => $"{Connections}/{Uri.EscapeDataString(name)}";
}
