namespace ClarityConnect.Workflows.Console.Definitions;

/// <summary>Where definitions are drawn.</summary>
internal static class Editor
{
    /// <summary>The designer's list of workflows.</summary>
    public const string List = "/studio/workflows/definitions";

    /// <summary>The designer with a definition opened.</summary>
    public static string Of(string definitionId) => $"{List}/{Uri.EscapeDataString(definitionId)}/edit";

    /// <summary>The file of a definition's latest version.</summary>
    public static string ExportOf(string definitionId) => $"/elsa/api/workflow-definitions/{Uri.EscapeDataString(definitionId)}/export";
}
