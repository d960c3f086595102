using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Templates;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>Uses templates as a person does: chooses the connections, sets how often triggers look, publishes.</summary>
internal sealed class DayTemplates(IServiceProvider services)
{
    /// <summary>How often triggers look. The templates look more often; a day that is played in a minute needs no more.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(9);

    /// <summary>Everything of the day has to be seen, however late the workflow was published.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);

    /// <summary>Publishes a company's workflow.</summary>
    /// <param name="company">The company.</param>
    /// <param name="name">The template's name.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The definition's id.</returns>
    /// <exception cref="FileNotFoundException">There is no such template.</exception>
    public async Task<string> PublishAsync(Company company, string name, CancellationToken cancellationToken)
    {
        var library = services.GetRequiredService<TemplateLibrary>();
        var template = await library.FindAsync(name, cancellationToken) ?? throw new FileNotFoundException($"The template '{name}' is not in the folder '{library.Folder}'.");
        var use = services.GetRequiredService<TemplateUse>();
        var connections = (await use.ConnectionsOfAsync(template, cancellationToken)).ToDictionary(connection => connection.Name, connection => $"{company.Key}-{connection.TypeKey}", StringComparer.Ordinal);
        var used = await use.UseAsync(template, new TemplateRequest($"{company.Name}: {template.Title}", connections), cancellationToken);
        var json = DefinitionDocument.Parse(used.Version.Document!).ToNode();
        foreach (var activity in json["root"]!["activities"]!.AsArray().OfType<JsonObject>())
            SetPace(activity);
        var published = await services.GetRequiredService<DefinitionPublisher>().SaveAsync(DefinitionDocument.From(json), publish: true, cancellationToken);
        return published.Version.DefinitionId;
    }

    private void SetPace(JsonObject activity)
    {
        if (services.GetRequiredService<ActivityRegistry>().Find((string)activity["type"]!) is not { Kind: ActivityKind.Trigger } type || !HasInput(type, "interval"))
            return;
        activity["interval"] = Literal(Interval);
        if (HasInput(type, "firstLookBack"))
            activity["firstLookBack"] = Literal(LookBack);
    }

    private static bool HasInput(ActivityDescriptor type, string name) => type.Inputs.Any(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Literal(TimeSpan span) => new() { ["typeName"] = "TimeSpan", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = span.ToString("c", CultureInfo.InvariantCulture) } };
}
