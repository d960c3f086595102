using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>The links by which the designer knows what it may offer.</summary>
internal static class DefinitionLinks
{
    public static IReadOnlyList<Link> OfList(bool mayEdit)
    {
        const string Root = "/workflow-definitions";
        if (!mayEdit)
            return [new(Root, "self", "GET")];
        return
        [
            new(Root, "self", "GET"),
            new($"{Root}/validation/is-name-unique", "is-name-unique", "GET"),
            new($"{Root}/query/count", "count", "GET"),
            new($"{Root}/many-by-id", "many-by-id", "GET"),
            new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
            new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
            new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
            new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
            new($"{Root}/import", "import", "POST"),
            new($"{Root}/import-files", "import-files", "POST"),
            new(Root, "create", "POST"),
        ];
    }

    public static IReadOnlyList<Link> Of(string definitionId, bool mayEdit)
    {
        var root = $"/workflow-definitions/{definitionId}";
        if (!mayEdit)
            return [new($"/workflow-definitions/by-definition-id/{definitionId}", "self", "GET"), new($"{root}/export", "export", "GET")];
        return
        [
            new($"/workflow-definitions/by-definition-id/{definitionId}", "self", "GET"),
            new($"{root}/versions", "versions", "GET"),
            new($"{root}/dispatch", "dispatch", "POST"),
            new($"{root}/execute", "execute", "POST"),
            new($"{root}/export", "export", "GET"),
            new($"{root}/publish", "publish", "POST"),
            new($"{root}/retract", "retract", "POST"),
            new(root, "delete", "DELETE"),
            new("/workflow-definitions/import", "import", "POST"),
            new($"{root}/update-references", "update-references", "POST"),
        ];
    }
}
