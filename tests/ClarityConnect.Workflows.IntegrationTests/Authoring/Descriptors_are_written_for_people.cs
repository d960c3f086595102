using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

[Collection(typeof(ServerTests))]
public sealed partial class Descriptors_are_written_for_people(RunningServer server)
{
    /// <summary>The editors that the designer has; any other name shows a note instead of an editor.</summary>
    private static readonly string[] _editors =
    [
        "checkbox", "checklist", "code-editor", "datetime-picker", "dictionary", "dropdown", "dynamic-outcomes", "expression-editor", "flow-switch-editor",
        "http-status-codes", "input-picker", "json-editor", "multiline", "multitext", "outcome-picker", "output-picker", "radiolist",
        "singleline", "switch-editor", "type-picker", "variable-picker", "workflow-definition-picker",
    ];

    [Fact]
    public async Task Every_activity_input_and_output_says_in_plain_words_what_it_is()
    {
        using var client = await server.ClientAsync();
        var wrong = new List<string>();
        // Workflows that are used as activities have the words of those who drew them.
        var activities = Items(await client.GetJsonAsync("/elsa/api/descriptors/activities")).Where(activity => activity["customProperties"]!["RootType"] is null);
        foreach (var activity in activities)
        {
            var type = Text(activity, "typeName");
            Check(wrong, type, activity);
            if (string.IsNullOrWhiteSpace(Text(activity, "category")))
                wrong.Add($"{type} has no category");
            foreach (var part in activity["inputs"]!.AsArray().Concat(activity["outputs"]!.AsArray()))
                Check(wrong, $"{type}.{Text(part!, "name")}", part!);
            foreach (var input in activity["inputs"]!.AsArray().Where(input => !_editors.Contains(Text(input!, "uiHint"))))
                wrong.Add($"{type}.{Text(input!, "name")} has no editor '{Text(input!, "uiHint")}'");
            var orders = activity["inputs"]!.AsArray().Select(input => input!["order"]!.GetValue<float>()).ToList();
            if (!orders.SequenceEqual(orders.Order()))
                wrong.Add($"{type}: the inputs are not in order");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_kind_of_value_has_its_editor()
    {
        var registry = await server.ServiceAsync<ActivityRegistry>();
        var wrong = registry.All.SelectMany(activity => activity.Inputs, (activity, input) => (activity.TypeName, Input: input))
            .Where(item => !Fits(item.Input))
            .Select(item => $"{item.TypeName}.{item.Input.Name} is edited by '{item.Input.UIHint}'");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_holds_a_secret_offers_the_secrets()
    {
        using var client = await server.ClientAsync();
        var authorization = Items(await client.GetJsonAsync("/elsa/api/descriptors/activities"))
            .Single(activity => Text(activity, "typeName") == "Elsa.SendHttpRequest")["inputs"]!.AsArray().Single(input => Text(input!, "name") == "Authorization")!;
        authorization["isSensitive"]!.GetValue<bool>().ShouldBeTrue();
        // An input whose own editor picks secrets offers no other syntax, such as a script.
        Text(authorization, "uiHint").ShouldBe("singleline");
        var secret = Items(await client.GetJsonAsync("/elsa/api/descriptors/expression-descriptors")).Single(item => Text(item, "type") == "Secret");
        secret["properties"]!["UIHint"]!.GetValue<string>().ShouldBe("secret-picker");
    }

    [Fact]
    public async Task Lists_of_choices_begin_with_the_default_and_have_no_entry_twice()
    {
        using var client = await server.ClientAsync();
        foreach (var (list, first) in new[]
                 {
                     ("variables", "Object"), ("storage-drivers", "WorkflowInstance"), ("workflow-activation-strategies", "AllowAlways"),
                     ("incident-strategies", "FaultStrategy"), ("log-persistence-strategies", "Inherit"),
                 })
        {
            var items = Items(await client.GetJsonAsync($"/elsa/api/descriptors/{list}"));
            Text(items[0], "typeName").ShouldContain(first);
            items.Select(item => Text(item, "typeName")).ShouldBeUnique();
            items.Select(item => Text(item, "displayName")).ShouldBeUnique();
            items.ShouldAllBe(item => Text(item, "displayName").Length > 0);
        }
    }

    private static void Check(List<string> wrong, string where, JsonNode described)
    {
        if (string.IsNullOrWhiteSpace(Text(described, "displayName")))
            wrong.Add($"{where} has no name");
        var description = Text(described, "description");
        if (!description.EndsWith('.'))
            wrong.Add($"{where} has no description that ends with a full stop: '{description}'");
        if (TypeNames().Match(description) is { Success: true } match)
            wrong.Add($"{where} mentions {match.Value}: '{description}'");
    }

    private static bool Fits(InputDescriptor input)
    {
        var type = Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType;
        return type switch
        {
            { IsEnum: true } => input.UIHint is "dropdown" or "radiolist",
            _ when type == typeof(bool) => input.UIHint == "checkbox",
            _ when input.ConnectionTypeKey is not null || input.Choices is not null => input.UIHint == "dropdown",
            _ when input.Name == "Script" => input.UIHint == "code-editor",
            _ => true,
        };
    }

    private static List<JsonNode> Items(JsonObject list) => [.. list["items"]!.AsArray().Select(item => item!)];

    private static string Text(JsonNode json, string name) => json[name]?.GetValue<string>() ?? "";

    [GeneratedRegex(@"\b(String|Boolean|Int16|Int32|Int64|Double|Decimal|Guid|DateTime|DateTimeOffset|DateOnly|TimeSpan|JsonElement|Dictionary|IReadOnly\w+|IEnumerable|Exception|null|true|false)\b|<\w+>|\w+\[\]")]
    private static partial Regex TypeNames();
}
