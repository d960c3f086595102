using System.Text;
using ClarityConnect.Workflows.OpenApi.Activities;
using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.OpenApi.Security;

namespace ClarityConnect.Workflows.OpenApi.Connections;

/// <summary>Writes the class of the connection type.</summary>
internal sealed class ConnectionWriter
{
    private static readonly string[] Reserved =
        ["ApiConnection", "AllowPrivateAddresses", "IsSandbox", "CreateClient", "TestAsync", "HttpMethod", "ApiAddress", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private readonly Names names = new(Reserved, "Field");
    private readonly StringBuilder fields = new();
    private readonly List<string> addresses = [];
    private readonly List<string> credentials = [];
    private readonly ConnectionPlan plan;

    private ConnectionWriter(ConnectionPlan plan) => this.plan = plan;

    /// <param name="plan">The connection type.</param>
    /// <param name="ns">The plugin's namespace.</param>
    public static string Write(ConnectionPlan plan, string ns)
    {
        var writer = new ConnectionWriter(plan);
        for (var i = 0; i < plan.Servers.Count; i++)
            writer.AddServer(plan.Servers[i], i == 0);
        foreach (var scheme in plan.Schemes)
            writer.AddScheme(scheme);
        return writer.Whole(ns);
    }

    /// <summary>What the address of a server is called in the code that calls it; empty for the first.</summary>
    /// <param name="server">The server.</param>
    public static string NameOf(ApiServer server) => server.Url;

    private void AddServer(ApiServer server, bool isFirst)
    {
        var host = server.IsAbsolute ? server.Host : "";
        var name = names.Take(isFirst ? "Address" : $"Address of {(host.Length > 0 ? host : server.Url)}", "Address");
        var words = server.IsAbsolute
            ? "The address of the API. Leave it as it is unless you were given another one."
            : $"The address of the API, which its description does not name. It ends with {CodeText.Line(server.Url, 100)}, such as https://api.example.com{CodeText.Line(server.Url, 100)}.";
        Field(name, isFirst ? "Address" : $"Address of {CodeText.Line(host.Length > 0 ? host : server.Url, 60)}", words, server.IsAbsolute ? server.Url : null, true);
        List<string> variables = [];
        foreach (var variable in server.Variables.Where(variable => server.Url.Contains($"{{{variable.Name}}}", StringComparison.Ordinal)))
        {
            var field = names.Take(variable.Name, "Field");
            var choices = variable.Choices.Count > 0 ? $" One of {CodeText.Line(string.Join(", ", variable.Choices), 300)}." : "";
            Field(field, Names.InWords(variable.Name), $"{CodeText.Sentence(variable.Description ?? "A part of the address.")}{choices}", variable.Default, true);
            variables.Add($"({CodeText.Literal(variable.Name)}, {field})");
        }

        addresses.Add($"[{CodeText.Literal(isFirst ? "" : NameOf(server))}] = ApiAddress.Of({string.Join(", ", (string[])[name, "AllowPrivateAddresses", .. variables])})");
    }

    private void AddScheme(SecurityScheme scheme)
    {
        var isOnly = plan.Schemes.Count == 1;
        var label = isOnly ? "" : $" ({CodeText.Line(scheme.Name, 60)})";
        var words = CodeText.Sentence(scheme.Description ?? "");
        var literal = CodeText.Literal(scheme.Name);
        switch (scheme.Kind)
        {
            case SecurityKind.ApiKey:
                var key = Secret($"{(isOnly ? "" : scheme.Name)} API key", $"API key{label}", words.Length > 0 ? words : "The key that the API gave you.");
                credentials.Add($"new ApiKeyCredential({literal}, {CodeText.Literal(scheme.In)}, {CodeText.Literal(scheme.Parameter)}, {key})");
                break;
            case SecurityKind.Basic:
                var user = names.Take($"{(isOnly ? "" : scheme.Name)} user name", "UserName");
                Field(user, $"User name{label}", words.Length > 0 ? words : "The user name for the API.", null, plan.NeedsCredentials);
                credentials.Add($"new BasicCredential({literal}, {user}, {Secret($"{(isOnly ? "" : scheme.Name)} password", $"Password{label}", "The password to it.", mayBeEmpty: true)})");
                break;
            case SecurityKind.Bearer:
                credentials.Add($"new BearerCredential({literal}, {Secret($"{(isOnly ? "" : scheme.Name)} access token", $"Access token{label}", words.Length > 0 ? words : "The token that the API gave you, without the word Bearer.")})");
                break;
            default:
                AddClient(scheme, isOnly ? "" : scheme.Name, label, words);
                break;
        }
    }

    private void AddClient(SecurityScheme scheme, string prefix, string label, string words)
    {
        var id = names.Take($"{prefix} client ID", "ClientId");
        Field(id, $"Client ID{label}", words.Length > 0 ? words : "The name of the client that the API knows you by.", null, plan.NeedsCredentials);
        var secret = Secret($"{prefix} client secret", $"Client secret{label}", "The secret to it.");
        var address = names.Take($"{prefix} token address", "TokenAddress");
        Field(address, $"Address for tokens{label}", "Where the API gives tokens. Leave it as it is unless you were given another one.", scheme.TokenAddress, false);
        var scopes = names.Take($"{prefix} scopes", "Scopes");
        Field(scopes, $"Scopes{label}", $"What the token is to allow, with spaces between. Leave it empty for what the client has anyway.{(scheme.Scopes.Count > 0 ? $" There are {CodeText.Line(string.Join(" ", scheme.Scopes), 300)}." : "")}", null, false);
        credentials.Add($"new ClientCredential({CodeText.Literal(scheme.Name)}, context, {address}, {id}, {secret}, {scopes})");
    }

    private void Field(string name, string label, string description, string? value, bool isRequired)
    {
        fields.Append($"    /// <summary>{CodeText.Comment(description)}</summary>\n");
        fields.Append($"    [ConnectionField({CodeText.Literal(label)}, Description = {CodeText.Literal(description)}{(isRequired ? ", IsRequired = true" : "")})]\n");
        fields.Append($"    public string? {name} {{ get; set; }}{(string.IsNullOrEmpty(value) ? "" : $" = {CodeText.Literal(value)};")}\n\n");
    }

    private string Secret(string name, string label, string description, bool mayBeEmpty = false)
    {
        var field = names.Take(name, "Secret");
        fields.Append($"    /// <summary>{CodeText.Comment(description)}</summary>\n");
        fields.Append($"    [ConnectionField({CodeText.Literal(label)}, Description = {CodeText.Literal(description)}{(plan.NeedsCredentials && !mayBeEmpty ? ", IsRequired = true" : "")})]\n");
        fields.Append($"    public Secret? {field} {{ get; set; }}\n\n");
        return field;
    }

    private string Whole(string ns)
    {
        var text = new StringBuilder();
        text.Append("using System;\nusing System.Collections.Generic;\nusing System.Net.Http;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing ClarityConnect.Workflows.Sdk.Connections;\n\n");
        text.Append($"namespace {ns};\n\n/// <summary>{CodeText.Comment(plan.Description)}</summary>\n");
        text.Append($"[ConnectionType({CodeText.Literal(plan.Key)}, {CodeText.Literal(plan.Title)}, Description = {CodeText.Literal(plan.Description)})]\n");
        text.Append("public sealed class ApiConnection : Connection<ApiClient>\n{\n");
        text.Append(fields);
        text.Append("    /// <inheritdoc/>\n    public override ApiClient CreateClient(ConnectionContext context) => new(\n        context,\n        new Dictionary<string, Uri>\n        {\n");
        foreach (var address in addresses)
            text.Append($"            {address},\n");
        text.Append("        },\n        new ApiCredential[]\n        {\n");
        foreach (var credential in credentials)
            text.Append($"            {credential},\n");
        text.Append("        });\n\n    /// <inheritdoc/>\n");
        text.Append("    public override Task<ConnectionTest> TestAsync(ApiClient client, CancellationToken cancellationToken) =>\n");
        text.Append($"        client.TestAsync({TestCall()}, cancellationToken);\n}}\n");
        return text.ToString();
    }

    private string TestCall()
    {
        if (plan.Test is not { } test)
            return "null";
        var server = test.Servers.Count > 0 && plan.Servers.Skip(1).Any(server => server.Url == test.Servers[0].Url) ? $".At({CodeText.Literal(NameOf(test.Servers[0]))})" : "";
        return $"new ApiRequest({ActivityWriter.Method(test.Method)}, {CodeText.Literal(test.Path)}){server}{string.Concat(test.Security.Select(alternative => $".Allow({string.Join(", ", alternative.Select(CodeText.Literal))})"))}";
    }
}
