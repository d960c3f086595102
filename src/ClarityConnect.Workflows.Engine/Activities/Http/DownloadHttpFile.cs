using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// Downloads a file and leaves by the ports of <see cref="FlowSendHttpRequest"/>. The file is an object as HttpEndpoint gives for an upload, its
/// content Base64 text; above 64 KiB it is kept as a payload, apart from the checkpoint.
/// </summary>
[Activity("Elsa", "HTTP", "Downloads a file.", Kind = ActivityKind.Task, DisplayName = "Download file")]
[FlowNode("200", StatusPorts.Unmatched, StatusPorts.FailedToConnect, StatusPorts.Timeout, StatusPorts.Done)]
public sealed class DownloadHttpFile : HttpRequestActivity, ICompiledActivity
{
    private StatusPorts ports = null!;
    private CompiledInput? content;

    /// <summary>The status codes that have ports of their own; any other leaves by "Unmatched status code". Default 200.</summary>
    [Input(DisplayName = "Expected status codes", Description = "The status codes that have ports of their own.", UIHint = "multitext", Order = 1.5f)]
    public Input<int[]> ExpectedStatusCodes { get; set; } = new([200]);

    /// <summary>The body; objects are sent as JSON, or as a form where the content type says so.</summary>
    [Input(DisplayName = "Content", Description = "The body. Objects are sent as JSON, or as a form where the content type says so.", UIHint = "multiline", Order = 2)]
    public Input<JsonElement?> RequestContent { get; set; } = new();

    /// <summary>The body's type; by default application/json for objects and text/plain for text.</summary>
    [Input(DisplayName = "Content type", Description = "The body's type.", UIHint = "dropdown", Options = ["", "text/plain", "text/html", "application/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"], Order = 3)]
    public Input<string> RequestContentType { get; set; } = new();

    /// <summary>The file: name, fileName, contentType, length, eTag and content (Base64); null if the answer has no body.</summary>
    [Output(Description = "The file with fileName, contentType, length, eTag and content (Base64).")]
    public Output<object> Result { get; set; } = new();

    /// <summary>The response: status code and headers.</summary>
    [Output(Description = "The response with status code and headers.")]
    public Output<object> Response { get; set; } = new();

    /// <summary>The body as Base64 text; the same as <see cref="ResponseContentBytes"/>, because values of workflows are JSON.</summary>
    [Output(DisplayName = "Response content stream", Description = "The body as Base64 text.")]
    public Output<JsonElement?> ResponseContentStream { get; set; } = new();

    /// <summary>The body as Base64 text.</summary>
    [Output(DisplayName = "Response content bytes", Description = "The body as Base64 text.")]
    public Output<JsonElement?> ResponseContentBytes { get; set; } = new();

    /// <summary>The headers about the body by name.</summary>
    [Output(DisplayName = "Content headers", Description = "The headers about the body by name.")]
    public Output<Dictionary<string, string>> ResponseContentHeaders { get; set; } = new();

    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        ports = new StatusPorts(compilation);
        // Elsa calls the input "Content", and writes it by either name.
        if (JsonMembers.Find(compilation.Json, "requestContent") is null
            && JsonMembers.Find(compilation.Json, "content") is { } other && JsonMembers.Find(other, "expression") is { } expression)
            content = compilation.AddExpression("Content", expression, isDeferred: false);
    }

    /// <inheritdoc/>
    protected override (JsonElement? Content, string? ContentType) Body(ActivityExecutionContext context) => (
        content is null ? context.Get(RequestContent) : ((BurstContext)context).Inputs[content.Slot].Json,
        context.Get(RequestContentType));

    /// <inheritdoc/>
    protected override void SetOutputs(ActivityExecutionContext context, HttpAnswer answer)
    {
        context.Set(ResponseHeaders, new Dictionary<string, string>(answer.Headers));
        context.Set(ResponseContentHeaders, new Dictionary<string, string>(answer.ContentHeaders));
        context.Set(Response, new { statusCode = answer.StatusCode, headers = answer.AllHeaders() });
        if (answer.Body.Length == 0)
            return;
        var file = WorkflowJson.ToElement(new
        {
            name = "",
            fileName = FileNameOf(answer),
            contentType = answer.MediaType.Length > 0 ? answer.MediaType : FileTypes.Of(FileNameOf(answer)),
            length = answer.Body.Length,
            eTag = answer.Headers.GetValueOrDefault("ETag"),
            content = answer.Body,
        });
        context.Set(Result, file);
        context.Set(ResponseContentBytes, file.GetProperty("content"));
        context.Set(ResponseContentStream, file.GetProperty("content"));
    }

    /// <inheritdoc/>
    protected override bool HasWayFor(ActivityExecutionContext context, int statusCode) => ports.HasWayFor(statusCode, context.Get(ExpectedStatusCodes));

    /// <inheritdoc/>
    protected override void Follow(ActivityExecutionContext context, int statusCode) => StatusPorts.Follow(context, statusCode, context.Get(ExpectedStatusCodes));

    /// <inheritdoc/>
    protected override bool FollowFailedToConnect(ActivityExecutionContext context) => ports.Follow(context, StatusPorts.FailedToConnect);

    /// <inheritdoc/>
    protected override bool FollowTimeout(ActivityExecutionContext context) => ports.Follow(context, StatusPorts.Timeout);

    private static string FileNameOf(HttpAnswer answer)
    {
        if (ContentDispositionHeaderValue.TryParse(answer.ContentHeaders.GetValueOrDefault("Content-Disposition", ""), out var disposition)
            && HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName) is { Length: > 0 } name)
            return Path.GetFileName(name.ToString().Replace('\\', '/'));
        return Uri.UnescapeDataString(answer.Address.TrimEnd('/').Split('/')[^1]);
    }
}
