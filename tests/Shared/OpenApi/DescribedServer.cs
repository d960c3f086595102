using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Tests.OpenApi;

/// <summary>
/// An API that is played from its description: it takes only what the description allows, keeps what it was sent, and answers what the description promises. What was
/// sent to it wrongly is in <see cref="Violations"/>.
/// </summary>
internal sealed class DescribedServer : IAsyncDisposable
{
    private readonly Dictionary<string, List<JsonObject>> collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> credentials;
    private readonly DescribedSchemas schemas;
    private readonly JsonObject document;
    private readonly Lock gate = new();
    private readonly string basePath;
    private WebApplication app = null!;
    private int nextId;
    private DescribedFault fault;

    private DescribedServer(JsonObject document, Dictionary<string, string> credentials)
    {
        (this.document, this.credentials, schemas) = (document, credentials, new DescribedSchemas(document));
        var url = document["servers"]?[0]?["url"]?.GetValue<string>() ?? "/";
        basePath = (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address.AbsolutePath : url).TrimEnd('/');
    }

    /// <summary>Its address, with the path that the description has.</summary>
    public string Address => app.Urls.Single() + basePath;

    /// <summary>What was done, such as "POST /pet".</summary>
    public ConcurrentQueue<DescribedCall> Calls { get; } = [];

    /// <summary>What was sent against the description.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <param name="document">The description.</param>
    /// <param name="credentials">What is taken for each security scheme; a user name with its password has a colon between.</param>
    public static async Task<DescribedServer> StartAsync(JsonObject document, Dictionary<string, string> credentials)
    {
        var server = new DescribedServer(document, credentials);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        server.app = builder.Build();
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Lets the next change, or the next call, go wrong.</summary>
    public void Plan(DescribedFault next) => fault = next;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // The path as it came, so that what was encoded wrongly is seen.
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (!raw.StartsWith(basePath + "/", StringComparison.Ordinal) || Find(raw[basePath.Length..], context.Request.Method) is not { } found)
        {
            await RefuseAsync(context, 404, $"nothing is at {context.Request.Method} {raw}", isViolation: true);
            return;
        }

        var (template, item, operation, path) = found;
        if (!IsAllowed(operation, context.Request))
        {
            await RefuseAsync(context, 401, "the credentials are wrong", isViolation: false);
            return;
        }

        var body = await ReadAsync(context.Request);
        List<string> problems = [];
        var parameters = Parameters(item, operation);
        CheckParameters(parameters, path, context.Request, problems);
        var json = CheckBody(operation, context.Request, body, problems);
        if (problems.Count > 0)
        {
            await RefuseAsync(context, 400, $"{context.Request.Method} {template}: {string.Join("; ", problems)}", isViolation: true);
            return;
        }

        var next = Interlocked.Exchange(ref fault, DescribedFault.None);
        if (next == DescribedFault.Busy)
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, 429, "too many calls", isViolation: false);
            return;
        }

        if (next == DescribedFault.Refuses)
        {
            await RefuseAsync(context, 422, "the name is taken", isViolation: false);
            return;
        }

        (int Status, JsonNode? Json) answer;
        lock (gate)
            answer = Do(template, operation, parameters, path, context.Request, json);
        Calls.Enqueue(new DescribedCall(context.Request.Method, template, raw, context.Request.QueryString.Value ?? "", json?.DeepClone(), body, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (next == DescribedFault.LostAfter)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, next == DescribedFault.ErrorAfter ? 500 : answer.Status, next == DescribedFault.WrongShape ? JsonValue.Create("no object") : answer.Json);
    }

    private (string Template, JsonObject Item, JsonObject Operation, Dictionary<string, string> Path)? Find(string path, string method)
    {
        var segments = path.Split('/');
        var matches = document["paths"]!.AsObject()
            .Select(candidate => (Template: candidate.Key, Item: candidate.Value!.AsObject(), Names: candidate.Key.Split('/')))
            .Where(candidate => candidate.Names.Length == segments.Length && candidate.Item.ContainsKey(method.ToLowerInvariant()))
            .Where(candidate => candidate.Names.Zip(segments).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)))
            .OrderBy(candidate => candidate.Names.Count(name => name.StartsWith('{')))
            .ToList();
        if (matches.Count == 0)
            return null;
        var (template, item, names) = matches[0];
        var values = names.Zip(segments).Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First.Trim('{', '}'), pair => Uri.UnescapeDataString(pair.Second), StringComparer.Ordinal);
        return (template, item, item[method.ToLowerInvariant()]!.AsObject(), values);
    }

    private bool IsAllowed(JsonObject operation, HttpRequest request)
    {
        var required = (operation["security"] ?? document["security"]) as JsonArray;
        var authorization = request.Headers.Authorization.ToString();
        if (document["components"]?["securitySchemes"] is not JsonObject schemes)
            return !credentials.TryGetValue("", out var token) || authorization == $"Bearer {token}";
        return required is null || required.Count == 0 || required.Any(alternative => alternative!.AsObject().All(scheme => credentials.TryGetValue(scheme.Key, out var expected) && Sent(schemes[scheme.Key]!.AsObject()) == expected));

        string? Sent(JsonObject scheme) => (scheme["type"]!.GetValue<string>(), scheme["scheme"]?.GetValue<string>(), scheme["in"]?.GetValue<string>()) switch
        {
            ("apiKey", _, "header") => request.Headers[scheme["name"]!.GetValue<string>()].ToString(),
            ("apiKey", _, "query") => request.Query[scheme["name"]!.GetValue<string>()].ToString(),
            ("http", "basic", _) when authorization.StartsWith("Basic ", StringComparison.Ordinal) => Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])),
            ("oauth2", _, _) or ("http", "bearer", _) when authorization.StartsWith("Bearer ", StringComparison.Ordinal) => authorization[7..],
            _ => null,
        };
    }

    private List<JsonObject> Parameters(JsonObject item, JsonObject operation) =>
        [.. ((JsonArray?[])[item["parameters"] as JsonArray, operation["parameters"] as JsonArray]).OfType<JsonArray>().SelectMany(list => list).Select(parameter => schemas.Follow(parameter)!.AsObject())];

    private void CheckParameters(List<JsonObject> parameters, Dictionary<string, string> path, HttpRequest request, List<string> problems)
    {
        var queries = parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "query").Select(parameter => parameter["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(request.Query.Keys.Where(key => !queries.Contains(key)).Select(key => $"the query has '{key}', which is not described"));
        foreach (var parameter in parameters)
        {
            var name = parameter["name"]!.GetValue<string>();
            var values = parameter["in"]!.GetValue<string>() switch
            {
                "path" => path.TryGetValue(name, out var value) ? [value] : [],
                "query" => request.Query[name].ToArray(),
                "header" => request.Headers[name].ToArray(),
                _ => [],
            };
            if (values.Length == 0 && parameter["required"]?.GetValue<bool>() == true)
                problems.Add($"'{name}' is missing");
            var schema = schemas.Follow(parameter["schema"]);
            var isList = DescribedSchemas.TypeOf(schema) == "array";
            if (values.Length > 1 && !isList)
                problems.Add($"'{name}' is there {values.Length} times");
            foreach (var value in values)
                schemas.CheckText(isList ? schema!["items"] : schema, value ?? "", name, problems);
        }
    }

    private JsonNode? CheckBody(JsonObject operation, HttpRequest request, byte[] body, List<string> problems)
    {
        var described = schemas.Follow(operation["requestBody"]) as JsonObject;
        if (body.Length == 0)
        {
            if (described?["required"]?.GetValue<bool>() == true)
                problems.Add("the body is missing");
            return null;
        }

        var mediaType = request.ContentType?.Split(';')[0] ?? "";
        if (described?["content"]?[mediaType] is not JsonObject media)
        {
            problems.Add($"a body of type '{mediaType}' is not described");
            return null;
        }

        if (mediaType != "application/json")
            return null;
        JsonNode? json = null;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException exception)
        {
            problems.Add($"the body is no JSON: {exception.Message}");
        }

        schemas.Check(media["schema"], json, "body", problems);
        return json;
    }

    private (int Status, JsonNode? Json) Do(string template, JsonObject operation, List<JsonObject> parameters, Dictionary<string, string> path, HttpRequest request, JsonNode? body)
    {
        var (status, schema) = schemas.Success(operation);
        var collection = template.Split('/').TakeWhile(part => !part.StartsWith('{') || part.Length == 0).LastOrDefault(part => part.Length > 0 && !part.StartsWith("find", StringComparison.Ordinal)) ?? "";
        collection = template.Split('/').Skip(2).FirstOrDefault(part => part is "issues") ?? collection;
        var items = collections.TryGetValue(collection, out var known) ? known : collections[collection] = [];
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 0 && byKey.TryGetValue(key, out var before))
            return (status, before.DeepClone());
        var target = template.EndsWith('}') ? Target(items, template.Split('/')[^1].Trim('{', '}'), path) : null;
        if (template.EndsWith('}') && request.Method is "GET" or "DELETE" && target is null)
            return (404, new JsonObject { ["title"] = "Not found", ["detail"] = $"there is no {collection} '{path.Values.Last()}'" });
        if (request.Method == "DELETE")
        {
            items.Remove(target!);
            return (status, null);
        }

        if (request.Method == "GET")
        {
            if (target is not null)
                return (status, target.DeepClone());
            if (DescribedSchemas.TypeOf(schemas.Follow(schema)) == "array")
                return (status, new JsonArray([.. items.Where(item => Matches(item, parameters, request)).Select(item => item.DeepClone())]));
            return (status, schemas.Sample(schema, 0));
        }

        if (schemas.Sample(schema, 0) is var made && made is JsonObject thing && body is JsonObject sent)
        {
            foreach (var (name, value) in sent.Where(member => thing.ContainsKey(member.Key) && DescribedSchemas.Same(thing[member.Key], member.Value)))
                thing[name] = value?.DeepClone();
            foreach (var name in (string[])["id", "number"])
            {
                if (thing[name] is JsonValue && !sent.ContainsKey(name) && long.TryParse(thing[name]!.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    thing[name] = ++nextId;
            }

            items.Remove(target ?? items.Find(item => item["id"]?.ToString() == thing["id"]?.ToString()) ?? thing);
            items.Add(thing);
            if (key.Length > 0)
                byKey[key] = thing;
        }

        return (status, made?.DeepClone());
    }

    private static JsonObject? Target(List<JsonObject> items, string parameter, Dictionary<string, string> path)
    {
        string[] names = [parameter, parameter.Split('_')[^1], parameter.EndsWith("Id", StringComparison.Ordinal) ? "id" : parameter];
        return items.Find(item => names.Any(name => item[name]?.ToString() == path[parameter]));
    }

    private static bool Matches(JsonObject item, List<JsonObject> parameters, HttpRequest request) => parameters
        .Select(parameter => parameter["name"]!.GetValue<string>())
        .Where(name => request.Query.ContainsKey(name) && item[name] is JsonValue)
        .All(name => item[name]!.ToString() == request.Query[name].ToString());

    private async Task RefuseAsync(HttpContext context, int status, string detail, bool isViolation)
    {
        if (isViolation)
            Violations.Enqueue(detail);
        await WriteAsync(context, status, new JsonObject { ["title"] = "No", ["detail"] = detail, ["code"] = $"E{status}" });
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode? json)
    {
        context.Response.StatusCode = status;
        if (json is null)
            return;
        context.Response.ContentType = status >= 400 ? "application/problem+json" : "application/json";
        await context.Response.WriteAsync(json.ToJsonString());
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var read = new MemoryStream();
        await request.Body.CopyToAsync(read);
        return read.ToArray();
    }
}
