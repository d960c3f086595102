using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>An evaluated input: as JSON for the journal, and converted for the activity.</summary>
internal readonly record struct InputValue(JsonElement Json, object? Converted, bool IsEvaluated);
