using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Secrets;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>
/// Looks up what a definition refers to. What is missing is a warning, because it may come later: a template is imported before its connections
/// are made. A connection of another type is an error.
/// </summary>
/// <param name="definitions">Where definitions are.</param>
/// <param name="connections">Where connections are.</param>
/// <param name="types">The connection types.</param>
/// <param name="tables">Where mapping tables are.</param>
/// <param name="secrets">Where secrets are.</param>
/// <param name="time">The clock.</param>
public sealed class ReferenceChecks(
    IDefinitionStore definitions, IConnectionStore connections, ConnectionTypes types, IMappingTableStore tables, ISecretStore secrets, TimeProvider time)
{
    internal async Task<IReadOnlyList<DefinitionFinding>> FindAsync(CompiledWorkflow workflow, CancellationToken cancellationToken)
    {
        var findings = new List<DefinitionFinding>();
        foreach (var reference in ReferenceReader.Read(workflow).Where(reference => reference.Name is not null))
        {
            var (severity, code, message, advice) = reference.Kind switch
            {
                ReferenceKind.Connection => await OfConnectionAsync(reference, cancellationToken),
                ReferenceKind.MappingTable => await OfTableAsync(reference.Name!, cancellationToken),
                ReferenceKind.Secret => await OfSecretAsync(reference.Name!, cancellationToken),
                ReferenceKind.Definition => await OfDefinitionAsync(workflow, reference.Name!, cancellationToken),
                _ => default,
            };
            if (code is not null)
                findings.Add(new DefinitionFinding(severity, code, message, advice) { ActivityId = reference.ActivityId, ActivityName = reference.ActivityName, Input = reference.Input });
        }

        return findings;
    }

    private async Task<(FindingSeverity, string?, string, string)> OfConnectionAsync(DefinitionReference reference, CancellationToken cancellationToken)
    {
        var wanted = types.DisplayName(reference.ConnectionType!);
        if (await connections.FindAsync(reference.Name!, cancellationToken) is not { } row)
            return (FindingSeverity.Warning, FindingCodes.UnknownConnection, $"there is no connection '{reference.Name}'.", $"Make one of the type {wanted}, or choose another.");
        return row.TypeKey == reference.ConnectionType
            ? default
            : (FindingSeverity.Error, FindingCodes.WrongConnectionType, $"the connection '{reference.Name}' is of the type {types.DisplayName(row.TypeKey)}, not {wanted}.", "Choose another.");
    }

    private async Task<(FindingSeverity, string?, string, string)> OfTableAsync(string name, CancellationToken cancellationToken) =>
        await tables.FindAsync(name, cancellationToken) is null
            ? (FindingSeverity.Warning, FindingCodes.UnknownMappingTable, $"there is no mapping table '{name}'.", "Create it, or choose another.")
            : default;

    private async Task<(FindingSeverity, string?, string, string)> OfSecretAsync(string name, CancellationToken cancellationToken)
    {
        if (await secrets.FindAsync(name, cancellationToken) is not { } secret)
            return (FindingSeverity.Warning, FindingCodes.UnknownSecret, $"there is no secret '{name}'.", "Have an administrator add it, or choose another.");
        if (secret.Status == SecretStatus.Active && !secret.HasExpired(time.GetUtcNow()))
            return default;
        return (FindingSeverity.Warning, FindingCodes.UnknownSecret, $"the secret '{name}' {(secret.Status == SecretStatus.Active ? "has expired" : "was withdrawn")}.", "Have an administrator give it a new value.");
    }

    private async Task<(FindingSeverity, string?, string, string)> OfDefinitionAsync(CompiledWorkflow workflow, string id, CancellationToken cancellationToken)
    {
        if (id == workflow.DefinitionId || await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [id], IsPublished = true }, cancellationToken) is not null)
            return default;
        return await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [id], IsLatest = true }, cancellationToken) is { } draft
            ? (FindingSeverity.Warning, FindingCodes.UnknownDefinition, $"the workflow '{draft.Name ?? id}' is not published, so nothing can be run.", "Publish it.")
            : (FindingSeverity.Warning, FindingCodes.UnknownDefinition, $"there is no workflow '{id}'.", "Import it, or choose another.");
    }
}
