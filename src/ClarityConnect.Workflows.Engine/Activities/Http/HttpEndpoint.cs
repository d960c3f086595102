using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// Starts an instance by an HTTP request, or waits for one. Uploaded files are objects with <c>name</c> (the form field), <c>fileName</c>,
/// <c>contentType</c>, <c>length</c> in bytes and <c>content</c>, Base64 text. A value above 64 KiB is kept as a payload, apart from the checkpoint.
/// </summary>
[Activity("Elsa", "HTTP", "Starts the workflow by an HTTP request, or waits for one.", DisplayName = "HTTP endpoint")]
[FlowNode("Done", Refusal.RequestTooLarge, Refusal.FileTooLarge, Refusal.InvalidFileExtension, Refusal.InvalidFileMimeType)]
public sealed class HttpEndpoint : Trigger
{
    /// <summary>The most that an endpoint may be told to take: files travel as one JSON value, a third larger than they are.</summary>
    internal const long MaxRequestSizeLimit = 256 * 1024 * 1024;

    /// <summary>The path below the base path, with route values in braces, such as "orders/{id}".</summary>
    [Input(Description = "The path, such as orders/{id}.", IsRequired = true)]
    public Input<string> Path { get; set; } = new();

    /// <summary>The methods.</summary>
    [Input(DisplayName = "Methods", Description = "The HTTP methods to take.", UIHint = "checklist", Options = ["GET", "POST", "PUT", "HEAD", "DELETE"])]
    public Input<string[]> SupportedMethods { get; set; } = new(["GET"]);

    /// <summary>Whether callers must be signed in, or send an API key. Default false.</summary>
    [Input(Description = "Whether callers must be signed in, or send an API key.", Category = "Security")]
    public Input<bool> Authorize { get; set; } = new(false);

    /// <summary>Where <see cref="Authorize"/> is on: the role or policy that callers must have; empty for any.</summary>
    [Input(Description = "With 'Authorize': the role that callers must have: Viewer, Operator, Designer or Administrator. Empty for any.", Category = "Security")]
    public Input<string> Policy { get; set; } = new();

    /// <summary>How long the caller waits for a response before it gets 202; empty for the server's setting, 30 seconds.</summary>
    [Input(DisplayName = "Request timeout", Description = "How long the caller waits for a response before it gets 202 and the workflow goes on without it. Empty for the server's setting, 30 seconds.")]
    public Input<TimeSpan?> RequestTimeout { get; set; } = new();

    /// <summary>The largest body in bytes, at most 268435456 (256 MiB); empty for the server's setting, 10 MiB.</summary>
    [Input(DisplayName = "Request size limit", Description = "The largest body in bytes, at most 268435456. Empty for the server's setting, 10 MiB.", Category = "Upload")]
    public Input<long?> RequestSizeLimit { get; set; } = new();

    /// <summary>The largest file in bytes; empty for what the request may have.</summary>
    [Input(DisplayName = "File size limit", Description = "The largest file in bytes. Empty for what the request may have.", Category = "Upload")]
    public Input<long?> FileSizeLimit { get; set; } = new();

    /// <summary>The extensions that files must have, such as ".pdf"; empty for all.</summary>
    [Input(DisplayName = "Allowed file extensions", Description = "The extensions that files must have, such as .pdf. Empty for all.", Category = "Upload", UIHint = "multitext")]
    public Input<string[]> AllowedFileExtensions { get; set; } = new();

    /// <summary>The extensions that files must not have, such as ".exe".</summary>
    [Input(DisplayName = "Blocked file extensions", Description = "The extensions that files must not have, such as .exe.", Category = "Upload", UIHint = "multitext")]
    public Input<string[]> BlockedFileExtensions { get; set; } = new();

    /// <summary>The types that files must have, such as "application/pdf" or "image/*"; empty for all.</summary>
    [Input(DisplayName = "Allowed MIME types", Description = "The types that files must have, such as application/pdf or image/*. Empty for all.", Category = "Upload", UIHint = "multitext")]
    public Input<string[]> AllowedMimeTypes { get; set; } = new();

    /// <summary>Whether a body that is too large leaves by the port "Request too large" instead of being answered 413.</summary>
    [Input(DisplayName = "Expose 'Request too large'", Description = "Whether the workflow handles a body that is too large. Otherwise the caller gets 413 and nothing starts.", Category = "Upload")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    /// <summary>Whether a file that is too large leaves by the port "File too large" instead of being answered 413.</summary>
    [Input(DisplayName = "Expose 'File too large'", Description = "Whether the workflow handles a file that is too large. Otherwise the caller gets 413 and nothing starts.", Category = "Upload")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    /// <summary>Whether a file with a wrong extension leaves by the port "Invalid file extension" instead of being answered 415.</summary>
    [Input(DisplayName = "Expose 'Invalid file extension'", Description = "Whether the workflow handles a file with a wrong extension. Otherwise the caller gets 415 and nothing starts.", Category = "Upload")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    /// <summary>Whether a file of a wrong type leaves by the port "Invalid file MIME type" instead of being answered 415.</summary>
    [Input(DisplayName = "Expose 'Invalid file MIME type'", Description = "Whether the workflow handles a file of a wrong type. Otherwise the caller gets 415 and nothing starts.", Category = "Upload")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    /// <summary>The request: method, path, route, query, headers, content, and files without their content.</summary>
    [Output(Description = "The request with method, path, query, headers and content.")]
    public Output<JsonElement> Result { get; set; } = new();

    /// <summary>The body: parsed JSON, form fields, or text.</summary>
    [Output(Description = "The body: parsed JSON, form fields, or text.")]
    public Output<JsonElement?> ParsedContent { get; set; } = new();

    /// <summary>The uploaded files; a body that is neither JSON nor text nor a form is one file.</summary>
    [Output(Description = "The uploaded files, each with name, fileName, contentType, length and content (Base64).")]
    public Output<JsonElement?> Files { get; set; } = new();

    /// <summary>The first uploaded file.</summary>
    [Output(Description = "The first uploaded file.")]
    public Output<JsonElement?> File { get; set; } = new();

    /// <summary>The route values by name, in lower case and as the path spells it.</summary>
    [Output(Description = "The route values by name.")]
    public Output<JsonElement?> RouteData { get; set; } = new();

    /// <summary>The query by name; a name that comes several times has a list.</summary>
    [Output(Description = "The query by name.")]
    public Output<JsonElement?> QueryStringData { get; set; } = new();

    /// <summary>The headers by name, credentials left out.</summary>
    [Output(Description = "The headers by name.")]
    public Output<JsonElement?> Headers { get; set; } = new();

    internal EndpointSettings SettingsOf(TriggerContext context) => Settings(
        context.Get(Authorize), context.Get(Policy), context.Get(RequestTimeout), context.Get(RequestSizeLimit), context.Get(FileSizeLimit),
        context.Get(AllowedFileExtensions), context.Get(BlockedFileExtensions), context.Get(AllowedMimeTypes));

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context)
    {
        _ = SettingsOf(context);
        return TriggerStart.On([.. Keys(context.Get(SupportedMethods), context.Get(Path)).Select(key => new Stimulus(HttpRoute.StimulusName, key))]);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is { } payload)
        {
            Receive(context, payload);
            return;
        }

        var settings = Settings(
            context.Get(Authorize), context.Get(Policy), context.Get(RequestTimeout), context.Get(RequestSizeLimit), context.Get(FileSizeLimit),
            context.Get(AllowedFileExtensions), context.Get(BlockedFileExtensions), context.Get(AllowedMimeTypes));
        var tag = JsonSerializer.Serialize(settings, WorkflowJson.Options);
        foreach (var key in Keys(context.Get(SupportedMethods), context.GetRequired(Path)))
            context.Wait(new Bookmark(HttpRoute.StimulusName) { Key = key, CorrelationId = context.CorrelationId, Tag = tag });
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        Receive(context, resumption.Payload ?? WorkflowJson.Null);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Keys(string[]? methods, string? path)
    {
        if (HttpRoute.ProblemOf(path ?? "") is { } problem)
            throw new ActivityException(FailureKind.InvalidData, problem);
        return (methods is { Length: > 0 } ? methods : ["GET"]).Select(method => HttpRoute.Key(method.Trim(), path ?? "")).Distinct();
    }

    private EndpointSettings Settings(
        bool authorize,
        string? policy,
        TimeSpan? timeout,
        long? requestSize,
        long? fileSize,
        string[]? allowedExtensions,
        string[]? blockedExtensions,
        string[]? allowedTypes)
    {
        if (requestSize > MaxRequestSizeLimit)
            throw new ActivityException(FailureKind.InvalidData, $"The input 'RequestSizeLimit' is {requestSize}; an endpoint takes at most {MaxRequestSizeLimit} bytes.");
        return new EndpointSettings
        {
            Authorize = authorize,
            Policy = string.IsNullOrWhiteSpace(policy) ? null : policy.Trim(),
            RequestTimeout = timeout > TimeSpan.Zero ? timeout : null,
            RequestSizeLimit = requestSize > 0 ? requestSize : null,
            FileSizeLimit = fileSize > 0 ? fileSize : null,
            AllowedFileExtensions = allowedExtensions ?? [],
            BlockedFileExtensions = blockedExtensions ?? [],
            AllowedMimeTypes = allowedTypes ?? [],
            ExposedOutcomes = [.. ExposedOutcomes()],
        };
    }

    private IEnumerable<string> ExposedOutcomes()
    {
        if (ExposeRequestTooLargeOutcome)
            yield return Refusal.RequestTooLarge;
        if (ExposeFileTooLargeOutcome)
            yield return Refusal.FileTooLarge;
        if (ExposeInvalidFileExtensionOutcome)
            yield return Refusal.InvalidFileExtension;
        if (ExposeInvalidFileMimeTypeOutcome)
            yield return Refusal.InvalidFileMimeType;
    }

    private void Receive(ActivityExecutionContext context, JsonElement request)
    {
        context.Set(ParsedContent, JsonMembers.Find(request, "content"));
        context.Set(RouteData, JsonMembers.Find(request, "routeData"));
        context.Set(QueryStringData, JsonMembers.Find(request, "query"));
        context.Set(Headers, JsonMembers.Find(request, "headers"));
        if (JsonMembers.Text(request, RequestReader.RefusedMember) is { } outcome)
        {
            context.Set(Result, request);
            context.Complete(outcome);
            return;
        }

        context.Set(Result, WithoutFileContent(request));
        if (JsonMembers.Find(request, "files") is { } files)
        {
            context.Set(Files, files);
            context.Set(File, files[0]);
        }

        context.Complete();
    }

    private static JsonElement WithoutFileContent(JsonElement request)
    {
        if (JsonMembers.Find(request, "files") is not { } files)
            return request;
        var members = request.EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
        members["files"] = files.EnumerateArray()
            .Select(file => file.EnumerateObject().Where(member => member.Name != "content").ToDictionary(member => member.Name, member => member.Value));
        return WorkflowJson.ToElement(members);
    }
}
