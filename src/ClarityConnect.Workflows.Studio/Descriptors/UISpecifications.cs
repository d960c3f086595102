using ClarityConnect.Workflows.Engine.Activities;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>What an editor of the property panel needs to know. The designer's serializer for it reads enums as numbers only.</summary>
internal static class UISpecifications
{
    private const int LargeEditor = 1;

    public static IReadOnlyDictionary<string, object>? Of(InputDescriptor input, ILookup<string, string> connections)
    {
        var choices = input.ConnectionTypeKey is { } key ? connections[key].ToList() : input.Options;
        return input.UIHint switch
        {
            "dropdown" => One("dropdown", new { selectList = new { items = Items(choices), isFlagsEnum = false, sortItems = false }, providerName = (string?)null }),
            "radiolist" => One("radiolist", new { radioList = new { items = Items(choices), isFlagsEnum = false } }),
            "checklist" => One("checklist", new
            {
                checkList = new { items = (choices ?? []).Select(choice => new { text = choice, value = choice, isChecked = false }).ToList(), isFlagsEnum = false },
            }),
            "code-editor" => One("code-editor", new { language = "javascript", editorHeight = LargeEditor, singleLineMode = (bool?)null }),
            "dynamic-outcomes" => One("DynamicOutcomesOptions", new { fixedOutcomes = Array.Empty<string>() }),
            _ => null,
        };
    }

    private static List<object> Items(IReadOnlyList<string>? choices) =>
        [.. (choices ?? []).Select(choice => (object)new { text = choice.Length == 0 ? "(by itself)" : choice, value = choice })];

    private static Dictionary<string, object> One(string key, object value) => new() { [key] = value };
}
