using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Choices;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>Fills a drop-down when its activity is selected. Only designers: it may call a vendor with a connection.</summary>
internal static class ChoiceEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/descriptors/activities/{activityType}/options/{propertyName}", ListAsync).RequireAuthorization(AccessPolicy.Designer);

    private static async Task<IResult> ListAsync(
        string activityType, string propertyName, HttpRequest request, ActivityRegistry registry, InputChoices choices, IConnectionStore connections, CancellationToken token)
    {
        var input = registry.Find(activityType)?.Inputs.FirstOrDefault(input => string.Equals(input.Name, propertyName, StringComparison.OrdinalIgnoreCase));
        if (input is null)
            return Answer.Missing($"There is no activity '{activityType}' with an input '{propertyName}' here.");
        var values = Values(await RequestJson.ObjectAsync(request));
        var list = input.ConnectionTypeKey is { } key
            ? new ChoiceList(await ConnectionsAsync(connections, key, token), null)
            : await choices.ListAsync(input, values, token);
        return Answer.Json(new { items = UISpecifications.DropDown(WithCurrent(list, values.GetValueOrDefault(input.Name, "")), isRefreshed: true) });
    }

    private static async Task<List<Choice>> ConnectionsAsync(IConnectionStore connections, string typeKey, CancellationToken token) =>
        [.. (await connections.ListAsync(token)).Where(connection => connection.TypeKey == typeKey).Select(connection => new Choice(connection.Name))];

    /// <summary>A value that is chosen stays in the list: the designer would show the drop-down as empty, and the person might choose another one.</summary>
    private static IEnumerable<Choice> WithCurrent(ChoiceList list, string current)
    {
        if (list.Problem is { } problem)
            return [new Choice(current, current.Length == 0 ? $"({problem})" : $"{current} ({problem})")];
        return current.Length == 0 || list.Items.Any(choice => choice.Value == current)
            ? list.Items
            : [new Choice(current, $"{current} (no longer in the list)"), .. list.Items];
    }

    /// <summary>The inputs that are written down as they are, by name in Pascal case.</summary>
    private static Dictionary<string, string> Values(JsonObject body)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, stored) in body["context"] as JsonObject ?? [])
        {
            var value = stored is JsonObject wrapped ? Literal(wrapped) : stored;
            if (value is JsonValue)
                values[name] = ValueConversion.ToText(value.Deserialize<JsonElement>());
        }

        return values;
    }

    private static JsonNode? Literal(JsonObject wrapped)
    {
        var expression = wrapped["expression"] as JsonObject ?? wrapped;
        return RequestJson.Text(expression, "type") is null or "Literal" ? expression["value"] : null;
    }
}
