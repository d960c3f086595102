using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>What a script gave back.</summary>
/// <param name="Value">Its value; null when it has none (<c>undefined</c>), which is not the same as JSON's <c>null</c>.</param>
/// <param name="Changes">
/// What it changed: an object with any of <c>variables</c> (only the changed ones), <c>outcomes</c> (list of names),
/// <c>correlationId</c> and <c>instanceName</c>. Null when it changed nothing.
/// </param>
/// <param name="Logs">Lines of <c>console.log</c>: at most 200 of at most 2,000 characters.</param>
/// <param name="Duration">Time inside the sandbox, without queueing.</param>
public sealed record ScriptResult(JsonElement? Value, JsonElement? Changes, IReadOnlyList<string> Logs, TimeSpan Duration);
