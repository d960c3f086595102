using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.OpenApi.Activities;
using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Connections;
using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.OpenApi.Schemas;
using ClarityConnect.Workflows.OpenApi.Security;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.OpenApi;

/// <summary>Writes a connector for an API: a connection type, an activity for each chosen operation, and records for what goes there and back.</summary>
public static class ConnectorGenerator
{
    private const int LargestGroup = 30;
    private const int MostCharacters = 16_000_000;
    private const string OwnScheme = "credentials";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Asking = ["me", "self", "whoami", "account", "user", "profile", "ping", "status", "health", "info"];

    /// <summary>Writes a connector.</summary>
    /// <param name="document">The description of the API.</param>
    /// <param name="request">What is wanted.</param>
    /// <exception cref="OpenApiRefusedException">It cannot be made; the message says why.</exception>
    public static ConnectorSource Generate(OpenApiDocument document, ConnectorRequest request)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(request);
        var ns = ConnectorName.Check(request.Name);
        var title = string.Join(' ', ns.Split('.').Select(Names.InWords));
        var version = request.PluginVersion is { } given
            ? ConnectorName.IsVersion(given) ? given : throw new OpenApiRefusedException($"'{CodeText.Line(given, 100)}' is no version of a plugin. Write it as 1.2.0.")
            : ConnectorName.VersionOf(document.Version);
        var schemes = SecurityScheme.All(document).ToDictionary(StringComparer.Ordinal);
        Func<ApiOperation, ApiOperation> secured = operation => operation;
        if (Own(request.Authentication) is { } own)
        {
            schemes[own.Name] = own;
            secured = operation => operation.Security.Count > 0 ? operation : operation with { Security = [[own.Name]] };
        }

        var chosen = Choose(document, request).Select(secured).ToList();
        var servers = Servers(document, request, chosen);
        var types = new SchemaTypes(document);
        var planner = new ActivityPlanner(types, Header(request.IdempotencyHeader));
        var plans = chosen.ConvertAll(planner.Plan);
        var test = TestOf(document, request, chosen, secured);
        var connection = new ConnectionPlan(ns.ToLowerInvariant(), title, CodeText.Line($"An account at the API '{CodeText.Line(document.Title, 100)}'."))
        {
            Servers = servers,
            Schemes = [.. schemes.Values.Where(scheme => chosen.Append(test).Any(operation => operation?.Security.Any(alternative => alternative.Contains(scheme.Name)) == true))],
            NeedsCredentials = chosen.TrueForAll(operation => operation.Security is [[var only]] && only == chosen[0].Security[0][0]),
            Test = test,
        };
        var sources = new Dictionary<string, string>(StringComparer.Ordinal) { ["ApiConnection.cs"] = ConnectionWriter.Write(connection, ns) };
        foreach (var plan in plans)
            sources[$"Activities/{plan.Operation.ActivityName}.cs"] = ActivityWriter.Write(plan, ns, CategoryOf(plan.Operation, title, plans.Count), ServerOf(plan.Operation, servers));
        foreach (var record in types.Records)
            sources[$"Data/{record.Name}.cs"] = RecordWriter.Write(record, ns);
        foreach (var (path, text) in CallSources.All(ns))
            sources[path] = text;
        if (sources.Values.Sum(text => (long)text.Length) > MostCharacters)
            throw new OpenApiRefusedException($"What these {plans.Count} operations send and get back is too much for one connector. Choose fewer.");
        string[] hosts = [.. servers.Select(server => server.Host).Concat(connection.Schemes.Select(TokenHost).OfType<string>()).Concat(request.Hosts.Select(CheckHost)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new ConnectorSource
        {
            Name = ns,
            Id = connection.Key,
            Version = version,
            Operations = chosen,
            Manifest = Manifest(document, ns, version, title, connection, plans, hosts),
            Readme = ReadmeWriter.Write(document, ns, connection, plans, hosts),
            Sources = sources,
            Remarks = [.. Remarks(connection, plans, hosts)],
        };
    }

    private static List<ApiOperation> Choose(OpenApiDocument document, ConnectorRequest request)
    {
        var chosen = request.Operations is null ? [.. document.Operations.Where(operation => operation.IsUsable)] : request.Operations.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct().Select(name => Find(document, name)).DistinctBy(operation => operation.Key).ToList();
        if (chosen.Count == 0)
            throw new OpenApiRefusedException("No operation was chosen. Choose at least one.");
        if (chosen.Count > ConnectorRequest.MostOperations)
            throw new OpenApiRefusedException($"These are {chosen.Count} operations; a connector may have {ConnectorRequest.MostOperations}. Choose those that your workflows need.");
        return chosen.Find(operation => !operation.IsUsable) is { } unusable
            ? throw new OpenApiRefusedException($"The operation '{unusable.Key}' cannot be used: {unusable.Problem}")
            : chosen;
    }

    private static ApiOperation Find(OpenApiDocument document, string name) =>
        document.Operations.FirstOrDefault(operation => operation.Key == name)
        ?? document.Operations.FirstOrDefault(operation => $"{operation.Method} {operation.Path}".Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? document.Operations.FirstOrDefault(operation => operation.ActivityName.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new OpenApiRefusedException($"The document has no operation '{CodeText.Line(name, 100)}'.{Nearest(document, name)}");

    private static string Nearest(OpenApiDocument document, string name)
    {
        var alike = document.Operations.Where(operation => operation.Key.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(operation.Key, StringComparison.OrdinalIgnoreCase)).Take(5).Select(operation => operation.Key).ToList();
        return alike.Count > 0 ? $" There are {string.Join(", ", alike)}." : "";
    }

    private static List<ApiServer> Servers(OpenApiDocument document, ConnectorRequest request, List<ApiOperation> chosen)
    {
        if (request.Server is { } address)
        {
            var own = new ApiServer(address.Trim(), chosen.SelectMany(operation => operation.Servers).SelectMany(server => server.Variables).DistinctBy(variable => variable.Name).ToList());
            return own.IsAbsolute && Uri.TryCreate(own.Url.Replace('{', 'x').Replace('}', 'x'), UriKind.Absolute, out _) ? [own] : throw new OpenApiRefusedException($"'{CodeText.Line(address, 100)}' is no address of an API. Write it as https://api.example.com/v1.");
        }

        var first = chosen.SelectMany(operation => operation.Servers.Take(1)).GroupBy(server => server.Url).OrderByDescending(same => same.Count()).Select(same => same.First());
        var all = first.ToList();
        if (all.Count == 0)
            all.Add(new ApiServer("/", []));
        // An address without https is only taken where there is no other.
        if (all.Count == 1 && all[0].Url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && chosen[0].Servers.FirstOrDefault(server => server.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } safe)
            all[0] = safe;
        return all;
    }

    private static string ServerOf(ApiOperation operation, List<ApiServer> servers) =>
        operation.Servers.Count > 0 && servers.Skip(1).FirstOrDefault(server => server.Url == operation.Servers[0].Url) is { } other ? ConnectionWriter.NameOf(other) : "";

    private static ApiOperation? TestOf(OpenApiDocument document, ConnectorRequest request, List<ApiOperation> chosen, Func<ApiOperation, ApiOperation> secured)
    {
        if (request.TestOperation is { Length: > 0 } named)
        {
            var operation = secured(Find(document, named));
            return IsSafe(operation) ? operation : throw new OpenApiRefusedException($"The operation '{operation.Key}' cannot be the connection's test: it has to be a GET that can be used and needs no values.");
        }

        return Best(chosen) ?? Best(document.Operations.Select(secured).Where(operation => operation.Servers.Count == 0 || chosen[0].Servers.Count == 0 || operation.Servers[0].Url == chosen[0].Servers[0].Url));

        ApiOperation? Best(IEnumerable<ApiOperation> operations) => operations.Where(IsSafe)
            .OrderByDescending(operation => operation.Security.Count > 0)
            .ThenByDescending(operation => Asking.Contains(operation.Path[(operation.Path.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase))
            .ThenBy(operation => operation.Parameters.Count)
            .ThenBy(operation => operation.Path.Length)
            .FirstOrDefault();
    }

    private static bool IsSafe(ApiOperation operation) =>
        operation is { IsUsable: true, Method: "GET", IsDeprecated: false, Body: null } && !operation.Parameters.Any(parameter => parameter.IsRequired)
        && !operation.ActivityName.Contains("log", StringComparison.OrdinalIgnoreCase);

    private static SecurityScheme? Own(string? authentication) => authentication?.Trim().Split(':', 2) switch
    {
        null or [""] => null,
        [var kind] when kind.Equals("bearer", StringComparison.OrdinalIgnoreCase) => new SecurityScheme(OwnScheme, SecurityKind.Bearer, null),
        [var kind] when kind.Equals("basic", StringComparison.OrdinalIgnoreCase) => new SecurityScheme(OwnScheme, SecurityKind.Basic, null),
        [var kind, var name] when kind.Equals("header", StringComparison.OrdinalIgnoreCase) => new SecurityScheme(OwnScheme, SecurityKind.ApiKey, null) { In = "header", Parameter = Header(name)! },
        [var kind, { Length: > 0 } name] when kind.Equals("query", StringComparison.OrdinalIgnoreCase) => new SecurityScheme(OwnScheme, SecurityKind.ApiKey, null) { In = "query", Parameter = name.Trim() },
        _ => throw new OpenApiRefusedException($"'{CodeText.Line(authentication, 100)}' is no way to say who calls. Write bearer, basic, header:X-Api-Key or query:key."),
    };

    private static string? Header(string? name)
    {
        name = name?.Trim();
        return string.IsNullOrEmpty(name) ? null
            : name.Length <= 100 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? name
            : throw new OpenApiRefusedException($"'{CodeText.Line(name, 100)}' is no name of a header.");
    }

    private static string CheckHost(string host)
    {
        host = host.Trim();
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return host == "*" || Uri.CheckHostName(name) != UriHostNameType.Unknown ? host : throw new OpenApiRefusedException($"'{CodeText.Line(host, 100)}' is no host. Write it as api.example.com, *.example.com or *.");
    }

    private static string? TokenHost(SecurityScheme scheme) =>
        scheme.Kind == SecurityKind.ClientCredentials && Uri.TryCreate(scheme.TokenAddress, UriKind.Absolute, out var address) ? address.IdnHost : null;

    private static string CategoryOf(ApiOperation operation, string title, int count) =>
        count > LargestGroup && operation.Tags is [var tag, ..] ? $"{title}: {tag}" : title;

    private static string Manifest(OpenApiDocument document, string ns, string version, string title, ConnectionPlan connection, List<ActivityPlan> plans, string[] hosts)
    {
        var sdk = typeof(Activity).Assembly.GetName().Version!;
        return new JsonObject
        {
            ["id"] = connection.Key,
            ["version"] = version,
            ["name"] = title,
            ["description"] = CodeText.Line($"Made of the description of '{CodeText.Line(document.Title, 100)}', version {CodeText.Line(document.Version, 50)}. {CodeText.Sentence(document.Description ?? "")}", 400),
            ["sdk"] = $"{sdk.Major}.{sdk.Minor}",
            ["assembly"] = $"{ns}.dll",
            ["adds"] = new JsonObject
            {
                ["activities"] = new JsonArray([.. plans.Select(plan => JsonValue.Create($"{ns}.{plan.Operation.ActivityName}"))]),
                ["connections"] = new JsonArray(connection.Key),
            },
            ["reach"] = new JsonObject { ["hosts"] = new JsonArray([.. hosts.Select(host => JsonValue.Create(host))]), ["connections"] = new JsonArray() },
        }.ToJsonString(Indented) + "\n";
    }

    private static IEnumerable<string> Remarks(ConnectionPlan connection, List<ActivityPlan> plans, string[] hosts)
    {
        yield return connection.Test is { } test
            ? $"The test of a connection calls '{test.Method} {test.Path}'."
            : "The test of a connection only calls the address: the API has nothing to ask without values.";
        if (connection.Schemes.Count == 0)
            yield return "The description does not say how the API wants to know who calls, so nothing is sent. If it does want to know, say so when you make the connector.";
        if (!connection.Servers[0].IsAbsolute)
            yield return "The description does not name the address of the API, so connections do.";
        if (hosts.Contains("*"))
            yield return "Its connections may call any host that an administrator gives them.";
        var unrepeatable = plans.Count(plan => plan.Effect == "Unrepeatable");
        if (unrepeatable > 0)
            yield return $"Activities that change something and cannot simply be repeated: {unrepeatable}. When an answer of one is lost, a person decides. If the API takes an idempotency key in a header, name the header.";
    }
}
