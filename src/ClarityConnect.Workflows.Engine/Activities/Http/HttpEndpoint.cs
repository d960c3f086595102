using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>Starts an instance by an HTTP request, or waits for one.</summary>
[Activity("Elsa", "HTTP", "Starts the workflow by an HTTP request, or waits for one.", DisplayName = "HTTP endpoint")]
public sealed class HttpEndpoint : Trigger
{
    /// <summary>The path below the base path, with route values in braces, such as "orders/{id}".</summary>
    [Input(Description = "The path, such as orders/{id}.", IsRequired = true)]
    public Input<string> Path { get; set; } = new();

    /// <summary>The methods.</summary>
    [Input(DisplayName = "Methods", Description = "The HTTP methods to take.", UIHint = "checklist", Options = ["GET", "POST", "PUT", "HEAD", "DELETE"])]
    public Input<string[]> SupportedMethods { get; set; } = new(["GET"]);

    /// <summary>The request: method, path, route, query, headers and content.</summary>
    [Output(Description = "The request with method, path, query, headers and content.")]
    public Output<JsonElement> Result { get; set; } = new();

    /// <summary>The body: parsed JSON, form fields, or text.</summary>
    [Output(Description = "The body: parsed JSON, form fields, or text.")]
    public Output<JsonElement?> ParsedContent { get; set; } = new();

    /// <summary>The route values by lower-case name.</summary>
    [Output(Description = "The route values by name.")]
    public Output<JsonElement?> RouteData { get; set; } = new();

    /// <summary>The query by name.</summary>
    [Output(Description = "The query by name.")]
    public Output<JsonElement?> QueryStringData { get; set; } = new();

    /// <summary>The headers by name, credentials left out.</summary>
    [Output(Description = "The headers by name.")]
    public Output<JsonElement?> Headers { get; set; } = new();

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context) =>
        TriggerStart.On([.. Keys(context.Get(SupportedMethods), context.Get(Path)).Select(key => new Stimulus(HttpRoute.StimulusName, key))]);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is { } payload)
        {
            Receive(context, payload);
            return;
        }

        foreach (var key in Keys(context.Get(SupportedMethods), context.GetRequired(Path)))
            context.Wait(new Bookmark(HttpRoute.StimulusName) { Key = key, CorrelationId = context.CorrelationId });
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        Receive(context, resumption.Payload ?? Sdk.Values.WorkflowJson.Null);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Keys(string[]? methods, string? path) =>
        (methods is { Length: > 0 } ? methods : ["GET"]).Select(method => HttpRoute.Key(method, path ?? ""));

    private void Receive(ActivityExecutionContext context, JsonElement request)
    {
        context.Set(Result, request);
        context.Set(ParsedContent, JsonMembers.Find(request, "content"));
        context.Set(RouteData, JsonMembers.Find(request, "routeData"));
        context.Set(QueryStringData, JsonMembers.Find(request, "query"));
        context.Set(Headers, JsonMembers.Find(request, "headers"));
        context.Complete();
    }
}
