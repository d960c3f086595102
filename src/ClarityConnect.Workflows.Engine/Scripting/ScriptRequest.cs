namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>One evaluation.</summary>
/// <param name="Script">What to run.</param>
/// <param name="Arguments">
/// UTF-8 JSON of one object with the members <c>variables</c>, <c>inputs</c>, <c>outputs</c> (activity name → output name → value),
/// <c>outputsById</c> (activity id → activity name, or → the outputs themselves), <c>lastResult</c>, <c>workflow</c>
/// (<c>definitionId</c>, <c>definitionVersionId</c>, <c>definitionVersion</c>, <c>instanceId</c>, <c>instanceName</c>,
/// <c>correlationId</c>), <c>args</c>, <c>seed</c> (makes ids and random numbers repeatable) and <c>now</c> (milliseconds since
/// 1970, the script's clock); all may be left out. The memory must not change until the evaluation has ended.
/// </param>
/// <param name="Limit">Processor time; <see cref="ScriptRunnerOptions.DefaultLimit"/> when null.</param>
public sealed record ScriptRequest(Script Script, ReadOnlyMemory<byte> Arguments, TimeSpan? Limit = null);
