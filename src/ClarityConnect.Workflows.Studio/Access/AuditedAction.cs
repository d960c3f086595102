namespace ClarityConnect.Workflows.Studio.Access;

/// <summary>Metadata of an endpoint that changes something: what the audit log calls it. The host writes the line when the request succeeded.</summary>
/// <param name="Name">The name, such as "definition.published".</param>
public sealed record AuditedAction(string Name);
