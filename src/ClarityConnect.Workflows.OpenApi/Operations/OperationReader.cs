using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Documents;
using ClarityConnect.Workflows.OpenApi.Schemas;
using ClarityConnect.Workflows.OpenApi.Security;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>Reads the operations of a document. What is wrong with one is noted there and keeps nobody from using the others.</summary>
internal static class OperationReader
{
    private const int LongestName = 80;

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>Headers that the client sets itself.</summary>
    private static readonly string[] OwnHeaders = ["Accept", "Content-Type", "Authorization", "User-Agent", "Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie"];

    /// <summary>Names that the written code uses for something else.</summary>
    private static readonly string[] Reserved =
    [
        "Activity", "ActivityAttribute", "CodeActivity", "FlowNode", "FlowNodeAttribute", "Input", "InputAttribute", "Output", "OutputAttribute", "ActivityExecutionContext", "EffectKind", "Task", "ValueTask",
        "HttpMethod", "JsonElement", "Secret", "Connection", "ConnectionContext", "ConnectionTest", "ConnectionType", "ConnectionTypeAttribute", "ConnectionField", "ConnectionFieldAttribute",
        "ApiClient", "ApiRequest", "ApiAnswer", "ApiBody", "ApiAddress", "ApiFailure", "ApiJson", "ApiValues", "ApiCredential", "ApiKeyCredential", "BasicCredential", "BearerCredential", "ClientCredential", "ApiConnection",
        "List", "Dictionary", "IReadOnlyList", "IReadOnlyDictionary", "IEnumerable", "HashSet", "Func", "Uri", "DateOnly", "DateTimeOffset", "TimeSpan", "Math", "Exception", "Encoding", "Convert", "String", "Object", "StringComparison", "StringComparer", "FormattableString",
        "CancellationToken", "Data", "FailureKind", "ActivityException", "System", "Stream", "MemoryStream", "IOException", "Lock", "Guid", "Array", "Enumerable", "WorkflowJson", "CultureInfo", "DateTimeStyles", "NumberStyles",
        "JsonSerializer", "JsonSerializerOptions", "JsonDocument", "JsonException", "JsonConverter", "JsonObject", "JsonNode", "JsonValueKind", "JsonTokenType", "JsonIgnoreCondition", "Utf8JsonReader", "Utf8JsonWriter", "Type", "InvalidOperationException", "NotSupportedException", "OperationCanceledException",
        "HttpContent", "HttpRequestMessage", "HttpResponseMessage", "HttpRequestException", "HttpRequestError", "HttpCompletionOption", "HttpClient", "ByteArrayContent", "MultipartFormDataContent", "FormUrlEncodedContent", "AuthenticationHeaderValue", "MediaTypeWithQualityHeaderValue", "ClarityConnect",
    ];

    /// <summary>Whether the written code uses a name for something else.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.Ordinal);

    public static IReadOnlyList<ApiOperation> Read(OpenApiDocument document)
    {
        var names = new Names(Reserved, "Operation");
        var schemes = SecurityScheme.All(document);
        var found = document.Root.Members("paths")
            .Where(path => path.Name.StartsWith('/'))
            .SelectMany(path => Methods.Select(method => (path.Name, Item: Follow(path.Place), Method: method)))
            .Where(candidate => candidate.Item.IsObject)
            .Select(candidate => (candidate.Name, candidate.Item, candidate.Method, Place: candidate.Item.TryRaw(candidate.Method, out var place) && place.IsObject ? place : (OpenApiPlace?)null))
            .Where(candidate => candidate.Place is not null)
            .Select(candidate => (Path: candidate.Name, candidate.Item, Method: candidate.Method.ToUpperInvariant(), Place: candidate.Place!.Value, Id: candidate.Place.Value.Text("operationId")?.Trim()))
            .ToList();
        var ids = found.GroupBy(operation => operation.Id ?? "", StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        var operations = found.ConvertAll(operation => Read(
            document, operation.Path, operation.Item, operation.Method, operation.Place,
            operation.Id is { Length: > 0 } id && ids[id] == 1 ? id : $"{operation.Method} {operation.Path}",
            names.Take(operation.Id is { Length: > 0 } ? operation.Id : $"{operation.Method} {operation.Path.Replace("{", "by ", StringComparison.Ordinal)}", "Operation"), schemes));
        var twice = operations.GroupBy(operation => operation.DisplayName, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return operations.ConvertAll(operation => twice.Contains(operation.DisplayName) ? operation with { DisplayName = $"{operation.DisplayName} ({Names.InWords(operation.ActivityName)})" } : operation);
    }

    private static ApiOperation Read(OpenApiDocument document, string path, OpenApiPlace item, string method, OpenApiPlace place, string key, string name, IReadOnlyDictionary<string, SecurityScheme> schemes)
    {
        var summary = CodeText.Line(place.Text("summary") ?? "", 200).TrimEnd('.');
        var operation = new ApiOperation
        {
            Key = key,
            Method = method,
            Path = path,
            ActivityName = name,
            DisplayName = summary.Length is > 0 and <= LongestName ? char.ToUpperInvariant(summary[0]) + summary[1..] : Names.InWords(name),
            Tags = [.. place.Texts("tags").Select(tag => CodeText.Line(tag, 100)).Where(tag => tag.Length > 0)],
            Description = CodeText.Sentence(place.Text("description") is { Length: > 0 } description ? description : place.Text("summary") ?? ""),
            IsDeprecated = place.Flag("deprecated") == true,
            Place = place,
        };
        try
        {
            if (path.AsSpan().IndexOfAny('?', '#') >= 0)
                throw place.Refused("its path has a '?' or '#', which no path has.");
            operation = operation with
            {
                Parameters = Parameters(item, place),
                Body = Body(place),
                Answers = Answers(place),
                Security = SecurityScheme.Requirements(place.TryRaw("security", out _) ? place : document.Root, schemes),
                Servers = ServersOf(place) ?? ServersOf(item) ?? ServersOf(document.Root) ?? [],
            };
            Check(operation);
            return operation;
        }
        catch (OpenApiRefusedException refused)
        {
            return operation with { Problem = refused.Message };
        }
    }

    private static OpenApiPlace Follow(OpenApiPlace place)
    {
        try
        {
            return place.Followed();
        }
        catch (OpenApiRefusedException)
        {
            // A path that is kept elsewhere has no operations here.
            return default;
        }
    }

    private static List<ApiParameter> Parameters(OpenApiPlace item, OpenApiPlace place)
    {
        var all = new Dictionary<(string, string), ApiParameter>();
        foreach (var raw in item.Items("parameters").Concat(place.Items("parameters")))
        {
            var parameter = Parameter(raw.Followed());
            if (parameter.In != "header" || !OwnHeaders.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
                all[(parameter.In, parameter.Name)] = parameter;
        }

        return [.. all.Values.OrderBy(parameter => parameter.In switch { "path" => 0, "query" => 1, "header" => 2, _ => 3 })];
    }

    private static ApiParameter Parameter(OpenApiPlace place)
    {
        var name = place.Text("name") is { Length: > 0 } given ? given : throw place.Refused("the parameter has no name.");
        var where = place.Text("in") ?? "";
        if (where is not ("path" or "query" or "header" or "cookie"))
            throw place.Refused($"the parameter '{CodeText.Line(name, 100)}' is in '{CodeText.Line(where, 100)}'. Parameters can be in path, query, header and cookie.");
        if (where is "header" or "cookie" && name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"!#$%&'*+-.^_`|~[]".Contains(letter, StringComparison.Ordinal)))
            throw place.Refused($"the parameter '{CodeText.Line(name, 100)}' has a name that cannot be sent in a {where}.");
        var style = place.Text("style") ?? (where is "query" or "cookie" ? "form" : "simple");
        OpenApiPlace? schema = place.TryRaw("schema", out var described) ? described : null;
        if (schema is null && place.Members("content").Select(content => ((string, OpenApiPlace)?)content).FirstOrDefault() is var (mediaType, media))
        {
            if (!MediaTypes.IsJson(mediaType))
                throw place.Refused($"the parameter '{CodeText.Line(name, 100)}' is written as {CodeText.Line(mediaType, 100)}, which cannot be made.");
            style = "json";
            schema = media.TryRaw("schema", out described) ? described : null;
        }

        if (style is not ("form" or "simple" or "spaceDelimited" or "pipeDelimited" or "deepObject" or "json") || (style == "json" && where != "query"))
            throw place.Refused($"the parameter '{CodeText.Line(name, 100)}' is written in the style '{CodeText.Line(style, 100)}', which cannot be made.");
        return new ApiParameter(name, where, where == "path" || place.Flag("required") == true, schema, style, place.Flag("explode") ?? style == "form", place.Text("description"));
    }

    private static RequestBody? Body(OpenApiPlace place)
    {
        if (!place.Try("requestBody", out var body) || !body.Try("content", out var content) || MediaTypes.Choose(content) is not { } chosen)
            return null;
        return new RequestBody(chosen.Kind, chosen.MediaType, chosen.Media, body.Flag("required") == true, body.Text("description"));
    }

    private static Answers Answers(OpenApiPlace place)
    {
        var all = place.Members("responses").Where(answer => !answer.Name.StartsWith("x-", StringComparison.Ordinal)).ToList();
        var good = all.Where(answer => answer.Name.StartsWith('2')).ToList();
        // Without any success, what is said of all statuses is said of that.
        if (good.Count == 0)
            good = all.Where(answer => answer.Name == "default").ToList();
        var media = good.SelectMany(answer => answer.Place.Followed().Members("content")).Select(content => (content.Name, Place: content.Place.Followed())).ToList();
        var json = media.Where(content => MediaTypes.IsJson(content.Name) || content.Name.Trim() == "*/*").ToList();
        return new Answers(
            [.. json.Select(content => content.Place.TryRaw("schema", out var schema) ? schema : content.Place with { Json = default }).DistinctBy(schema => schema.Reference ?? schema.Pointer)],
            json.Count > 0 ? [] : [.. media.Select(content => content.Name)],
            all.Exists(answer => answer.Name == "404"),
            all.Exists(answer => answer.Name == "409"));
    }

    private static List<ApiServer>? ServersOf(OpenApiPlace place)
    {
        var servers = place.Items("servers").Where(server => server.Text("url") is { Length: > 0 }).Select(server => new ApiServer(
            server.Text("url")!.Trim(),
            [.. server.Members("variables").Select(variable => new ServerVariable(variable.Name, variable.Place.Text("default") ?? "", variable.Place.Text("description"), [.. variable.Place.Texts("enum")]))])).ToList();
        return servers.Count > 0 ? servers : null;
    }

    private static void Check(ApiOperation operation)
    {
        var inPath = operation.Path.Split('{').Skip(1).Select(part => part.Split('}')[0]).ToList();
        if (inPath.Find(name => !operation.Parameters.Any(parameter => parameter.In == "path" && parameter.Name == name)) is { } missing)
            throw operation.Place.Refused($"its path has '{{{CodeText.Line(missing, 100)}}}', and no parameter describes it. Correct the document.");
        // Read once now, so that what is wrong with a schema is said before anybody chooses the operation.
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Schema is not null))
            SchemaView.Of(parameter.Schema!.Value);
        if (operation.Body?.Media.TryRaw("schema", out var body) == true)
            SchemaView.Of(body);
        foreach (var answer in operation.Answers.Schemas.Where(answer => answer.IsObject))
            SchemaView.Of(answer);
    }
}
