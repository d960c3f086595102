using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Choices;

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
            "dropdown" => DropDown(Choices(choices), isRefreshed: input.Choices is not null || input.ConnectionTypeKey is not null),
            "radiolist" => One("radiolist", new { radioList = new { items = Items(Choices(choices)), isFlagsEnum = false } }),
            "checklist" => One("checklist", new
            {
                checkList = new { items = (choices ?? []).Select(choice => new { text = choice, value = choice, isChecked = false }).ToList(), isFlagsEnum = false },
            }),
            "code-editor" => One("code-editor", new { language = "javascript", editorHeight = LargeEditor, singleLineMode = (bool?)null }),
            "dynamic-outcomes" => One("DynamicOutcomesOptions", new { fixedOutcomes = Array.Empty<string>() }),
            _ => null,
        };
    }

    /// <param name="choices">The choices.</param>
    /// <param name="isRefreshed">Whether the designer asks for the choices again whenever the activity is selected.</param>
    public static IReadOnlyDictionary<string, object> DropDown(IEnumerable<Choice> choices, bool isRefreshed)
    {
        var specifications = One("dropdown", new { selectList = new { items = Items(choices), isFlagsEnum = false, sortItems = false }, providerName = (string?)null });
        if (isRefreshed)
            specifications["Refresh"] = true;
        return specifications;
    }

    private static IEnumerable<Choice> Choices(IReadOnlyList<string>? values) => (values ?? []).Select(value => new Choice(value, value.Length == 0 ? "(by itself)" : value));

    private static List<object> Items(IEnumerable<Choice> choices) => [.. choices.Select(choice => (object)new { text = choice.Text, value = choice.Value })];

    private static Dictionary<string, object> One(string key, object value) => new() { [key] = value };
}
