namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>What the caller may do. The designer looks only at <paramref name="Rel"/>.</summary>
internal sealed record Link(string Href, string Rel, string Method);
