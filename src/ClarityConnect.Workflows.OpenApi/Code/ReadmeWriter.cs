using System.Text;
using ClarityConnect.Workflows.OpenApi.Activities;
using ClarityConnect.Workflows.OpenApi.Connections;

namespace ClarityConnect.Workflows.OpenApi.Code;

/// <summary>Writes what the owner of a connector's source should know.</summary>
internal static class ReadmeWriter
{
    public static string Write(OpenApiDocument document, string ns, ConnectionPlan connection, IReadOnlyList<ActivityPlan> plans, IReadOnlyList<string> hosts)
    {
        var text = new StringBuilder();
        text.Append($"# {connection.Title}\n\n");
        text.Append($"A plugin made of the OpenAPI description of {Plain(CodeText.Line(document.Title, 100))}, version {Plain(CodeText.Line(document.Version, 50))}. It is yours: change what you like.\n\n");
        text.Append("## Build and install\n\n```bash\ndotnet build\n```\n\n");
        text.Append($"Copy the folder `bin/Debug/net10.0` as `{ns}` into the server's drop-in folder, which is `plugins` in its data folder. Then add a connection of the type *{connection.Title}*.\n\n");
        text.Append($"It may call {string.Join(", ", hosts.Select(host => $"`{host}`"))}: see `reach` in `plugin.json`.\n\n");
        text.Append("## Activities\n\n| activity | calls | when its answer is lost |\n| --- | --- | --- |\n");
        foreach (var plan in plans)
        {
            var lost = plan.Effect switch { "None" or "Repeatable" => "it is called again", _ => "a person decides" };
            text.Append($"| {Plain(plan.Operation.DisplayName)} | `{plan.Operation.Method} {plan.Operation.Path.Replace("`", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal)}` | {lost} |\n");
        }

        text.Append("\n## Where things are\n\n| | |\n| --- | --- |\n");
        text.Append("| `ApiConnection.cs` | the connection type: its fields and its test |\n| `Activities/` | an activity each |\n| `Data/` | what goes there and back |\n| `Calls/` | how it calls; the same in all connectors that are made of a description |\n| `sdk/` | what it is compiled against |\n");
        return text.ToString();
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            _ = letter is '|' or '<' or '>' or '[' or ']' or '`' or '*' or '_' or '\\' ? plain.Append('\\').Append(letter) : plain.Append(letter);
        return plain.ToString();
    }
}
