using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Console.Layout;

/// <summary>Where the designer is: beside these pages, in their frame, with style sheets of its own.</summary>
internal static class DesignerPlace
{
    public const string Root = "/studio";

    public const string Workflows = Root + "/workflows/definitions";

    public static bool Holds(PathString path) => path.StartsWithSegments(Root);

    public static string Definition(string definitionId) => $"{Workflows}/{Uri.EscapeDataString(definitionId)}/edit";

    /// <summary>The file of a definition's latest version.</summary>
    public static string Export(string definitionId) => $"/elsa/api/workflow-definitions/{Uri.EscapeDataString(definitionId)}/export";

    public static string Instance(string instanceId) => $"{Root}/workflows/instances/{Uri.EscapeDataString(instanceId)}/view";
}
