using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>Makes a draft of a template, with the connections that are chosen and the mapping tables that it needs.</summary>
/// <param name="graph">Knows what the template refers to.</param>
/// <param name="registry">The activity types.</param>
/// <param name="types">The connection types.</param>
/// <param name="connections">Where connections are.</param>
/// <param name="tables">Where mapping tables are.</param>
/// <param name="definitions">Where definitions are.</param>
/// <param name="publisher">Saves the draft.</param>
/// <param name="validator">Checks the draft.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class TemplateUse(
    DefinitionGraph graph,
    ActivityRegistry registry,
    ConnectionTypes types,
    IConnectionStore connections,
    IMappingTableStore tables,
    IDefinitionStore definitions,
    DefinitionPublisher publisher,
    DefinitionValidator validator,
    IdGenerator ids,
    TimeProvider time)
{
    /// <summary>The most characters that a workflow's name may have.</summary>
    public const int LongestName = 200;

    /// <summary>The connections that a template uses, in the order of its activities.</summary>
    /// <param name="template">The template.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<TemplateConnection>> ConnectionsOfAsync(WorkflowTemplate template, CancellationToken cancellationToken)
    {
        var references = await graph.ReferencesOfAsync(Unstored(template), cancellationToken);
        return [.. references
            .Where(reference => reference is { Kind: ReferenceKind.Connection, Name: not null, ConnectionType: not null })
            .GroupBy(reference => (Name: reference.Name!, Type: reference.ConnectionType!))
            .Select(group => new TemplateConnection(
                group.Key.Name, group.Key.Type, types.DisplayName(group.Key.Type), [.. group.Select(reference => reference.ActivityName).Distinct()]))];
    }

    /// <summary>The names of the mapping tables that a template uses or brings.</summary>
    /// <param name="template">The template.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<string>> TablesOfAsync(WorkflowTemplate template, CancellationToken cancellationToken) =>
        [.. (await graph.ReferencesOfAsync(Unstored(template), cancellationToken))
            .Where(reference => reference is { Kind: ReferenceKind.MappingTable, Name: not null })
            .Select(reference => reference.Name!)
            .Concat(template.Tables.Select(table => table.Name))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Makes a draft. The first one of a template has the template's own definition id, which reports look for; further ones have new ids.</summary>
    /// <param name="template">The template.</param>
    /// <param name="request">The name and the connections.</param>
    /// <param name="cancellationToken">Cancels the transactions.</param>
    /// <exception cref="TemplateRefusedException">The name is too long, or a connection is not there or of another type.</exception>
    public async Task<UsedTemplate> UseAsync(WorkflowTemplate template, TemplateRequest request, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? template.Title : request.Name.Trim();
        if (name.Length > LongestName)
            throw new TemplateRefusedException($"A workflow's name has at most {LongestName} characters.");
        var chosen = request.Connections ?? new Dictionary<string, string>();
        await RequireAsync(chosen, await ConnectionsOfAsync(template, cancellationToken), cancellationToken);

        var created = await CreateTablesAsync(template, cancellationToken);
        var json = template.Document.ToUnidentifiedNode();
        json["name"] = name;
        json["definitionId"] = await DefinitionIdAsync(template, cancellationToken);
        ConnectionNames.Replace(json["root"], registry, chosen);
        var (version, _) = await publisher.SaveAsync(DefinitionDocument.From(json), publish: false, cancellationToken);
        return new UsedTemplate(version, created, await validator.CheckAsync(DefinitionDocument.Parse(version.Document!), cancellationToken));
    }

    /// <summary>Makes the mapping tables that are not there with the template's rows.</summary>
    /// <param name="template">The template.</param>
    /// <param name="cancellationToken">Cancels the transactions.</param>
    /// <returns>The names of those that were made.</returns>
    public async Task<IReadOnlyList<string>> CreateTablesAsync(WorkflowTemplate template, CancellationToken cancellationToken)
    {
        var created = new List<string>();
        foreach (var table in template.Tables)
        {
            if (await tables.FindAsync(table.Name, cancellationToken) is not null)
                continue;
            await tables.SaveAsync(table.Name, table.Document, time.GetUtcNow(), cancellationToken);
            created.Add(table.Name);
        }

        return created;
    }

    private async Task RequireAsync(IReadOnlyDictionary<string, string> chosen, IReadOnlyList<TemplateConnection> needed, CancellationToken cancellationToken)
    {
        foreach (var (slot, name) in chosen)
        {
            var wanted = needed.Where(connection => connection.Name == slot).ToList();
            if (wanted.Count == 0)
                throw new TemplateRefusedException($"The template uses no connection '{slot}'. It uses: {string.Join(", ", needed.Select(connection => connection.Name))}.");
            if (name == slot)
                continue;
            var row = await connections.FindAsync(name, cancellationToken)
                ?? throw new TemplateRefusedException($"There is no connection '{name}'. Make it first, or leave '{slot}' as it is and make that later.");
            if (wanted.FirstOrDefault(connection => connection.TypeKey != row.TypeKey) is { } other)
                throw new TemplateRefusedException($"The connection '{name}' is of the type {types.DisplayName(row.TypeKey)}; '{slot}' needs one of the type {other.TypeName}.");
        }
    }

    private async Task<string> DefinitionIdAsync(WorkflowTemplate template, CancellationToken cancellationToken) =>
        template.Document.DefinitionId is { } own
        && await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [own], IsLatest = true }, cancellationToken) is null
            ? own
            : ids.Next();

    private static DefinitionVersion Unstored(WorkflowTemplate template) => new()
    {
        Id = template.Name,
        DefinitionId = template.Document.DefinitionId ?? template.Name,
        Version = template.Document.Version,
        Name = template.Title,
        IsLatest = true,
        IsPublished = false,
        CreatedAt = default,
        Document = template.Document.ToJson(),
    };
}
