using ClarityConnect.Workflows.Engine.Definitions.Dependencies;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>An input of a packaged definition whose expression names what it needs only when it runs.</summary>
internal sealed record PackagedExpression(string DefinitionId, string ActivityId, string Input, ReferenceKind Kind);
