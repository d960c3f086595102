using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Studio.Scripting;

/// <summary>Writes names and explanations so that nothing in them ends the comment or text that they stand in.</summary>
internal static class TypeScriptText
{
    public static string Quoted(string name) => WorkflowJson.ToElement(name).GetRawText();

    /// <summary>A comment on one line; nothing for no text.</summary>
    public static string Comment(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : $"/** {text.Replace("*/", "* /", StringComparison.Ordinal).ReplaceLineEndings(" ")} */\n";
}
