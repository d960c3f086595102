using System.Text.Json;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using ClarityConnect.Workflows.OpenApi.Code;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

public sealed class Descriptions_are_understood
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("getPetById", "GetPetById", "Get pet by ID")]
    [InlineData("issues/list-for-repo", "IssuesListForRepo", "Issues list for repo")]
    [InlineData("HTTPServer_status", "HttpServerStatus", "HTTP server status")]
    [InlineData("3DSecure", "No3DSecure", "3 d secure")]
    [InlineData("customer's_ids", "CustomersIds", "Customers IDs")]
    [InlineData("Überweisung anlegen", "ÜberweisungAnlegen", "Überweisung anlegen")]
    [InlineData("!?", "", "!?")]
    public void Names_become_identifiers_and_words(string name, string identifier, string words)
    {
        Names.Identifier(name).ShouldBe(identifier);
        if (name != "3DSecure")
            Names.InWords(name).ShouldBe(words);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("v2", "2.0.0")]
    [InlineData("1.4", "1.4.0")]
    [InlineData("2024-06-20", "2024.6.20")]
    [InlineData("1.0.26-SNAPSHOT", "1.0.26-SNAPSHOT")]
    [InlineData("latest", "1.0.0")]
    [InlineData("", "1.0.0")]
    public void The_version_of_the_document_becomes_one_of_the_plugin(string version, string expected) => ConnectorName.VersionOf(version).ShouldBe(expected);

    [Fact]
    public void Inputs_have_the_types_bounds_defaults_and_choices_that_are_described()
    {
        var code = Activity(
            """
            "parameters": [
              { "name": "id", "in": "path", "required": true, "schema": { "type": "integer", "format": "int64" } },
              { "name": "id", "in": "query", "schema": { "type": "string" } },
              { "name": "price", "in": "query", "schema": { "type": "number", "format": "double", "minimum": 0.5, "default": 1.25 } },
              { "name": "day", "in": "query", "schema": { "type": "string", "format": "date" } },
              { "name": "at", "in": "query", "schema": { "type": ["string", "null"], "format": "date-time" } },
              { "name": "sort", "in": "query", "description": "How it is sorted", "schema": { "type": "string", "enum": ["asc", "desc"], "default": "asc" } },
              { "name": "filter", "in": "query", "style": "deepObject", "explode": true, "schema": { "type": "object", "properties": { "min": { "type": "integer" } } } },
              { "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } },
              { "name": "X-Trace", "in": "header", "schema": { "type": "string", "maxLength": 20 } },
              { "name": "token", "in": "cookie", "schema": { "type": "string", "format": "password" } },
              { "name": "page", "in": "query", "schema": { "type": ["integer", "string"], "format": "int32", "pattern": "^-?(?:0|[1-9])$" } },
              { "name": "name", "in": "query", "schema": { "oneOf": [{ "type": "string" }, { "type": "integer" }] } },
              { "name": "authorization", "in": "header", "schema": { "type": "string" } } ]
            """,
            "/things/{id}");

        foreach (var line in (string[])
            [
                "public Input<long?> Id", "public Input<string> Id2", "public Input<decimal?> Price { get; set; } = new(1.25m);", "Description = \"Not less than 0.5. 1.25 unless given.\"", "public Input<DateOnly?> Day", "public Input<DateTimeOffset?> At",
                "Description = \"How it is sorted. asc unless given.\", Options = new[] { \"asc\", \"desc\" })", "public Input<string> Sort { get; set; } = new(\"asc\");", "public Input<Data.GetThingFilter> Filter", "public Input<List<long?>> Ids",
                "Description = \"At most 20 characters.\"", "IsSensitive = true", "public Input<int?> Page", "public Input<JsonElement?> NameValue",
                ".Path(\"id\", context.GetRequired(IdValue))", ".Query(\"filter\", context.Get(Filter), \"deepObject\", true)", ".Query(\"ids\", context.Get(Ids), \"form\", false)", ".Header(\"X-Trace\", context.Get(XTrace))", ".Cookie(\"token\", context.Get(Token))",
            ])
        {
            code.ShouldContain(line.Replace("Input<long?> Id", "Input<long?> IdValue", StringComparison.Ordinal).Replace("Input<string> Id2", "Input<string> IdValue2", StringComparison.Ordinal));
        }

        code.ShouldNotContain("Authorization");
    }

    [Fact]
    public void Schemas_that_are_put_together_become_one_record()
    {
        var document = Documents.Read(Documents.Of(
            """{ "/a": { "get": { "operationId": "getA", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Dog" } } } } } } } }""",
            """
            { "schemas": {
              "Animal": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" }, "data": { "type": "object", "additionalProperties": { "type": "number" } } } },
              "Dog": { "allOf": [{ "$ref": "#/components/schemas/Animal" }, { "type": "object", "properties": {
                "parent": { "anyOf": [{ "$ref": "#/components/schemas/Dog" }, { "type": "null" }] }, "owner": { "allOf": [{ "$ref": "#/components/schemas/Person" }], "description": "Who has it" },
                "legs": { "oneOf": [{ "type": "integer" }, { "type": "string" }] }, "equals": { "type": "boolean" }, "Dog": { "type": "string" }, "photo": { "type": "string", "format": "byte" } } }] },
              "Person": { "type": "object", "properties": { "first-name": { "type": "string" }, "First Name": { "type": "string" } } },
              "Twice": { "type": "object", "properties": { "a": { "type": "string" }, "A": { "type": "string" } } } } }
            """));
        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null));
        var dog = source.Sources["Data/Dog.cs"];

        foreach (var line in (string[])["public string? Name ", "public Dictionary<string, decimal?>? Data ", "public Data.Dog? Parent ", "public Data.Person? Owner ", "/// <summary>Who has it.</summary>", "public JsonElement? Legs ", "public bool? EqualsValue ", "public string? DogValue ", "public byte[]? Photo "])
            dog.ShouldContain(line);
        source.Sources["Data/Person.cs"].ShouldContain("public string? FirstName2 ");
        source.Sources["Activities/GetA.cs"].ShouldContain("context.Set(Result, answer.Read<Data.Dog>());");
        ConnectorBuild.Compile(source, Token).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("PUT", "", "EffectKind.Repeatable")]
    [InlineData("DELETE", "", "EffectKind.Repeatable")]
    [InlineData("POST", "", "EffectKind.Unrepeatable")]
    [InlineData("PATCH", "", "EffectKind.Unrepeatable")]
    [InlineData("POST", """{ "name": "Idempotency-Key", "in": "header", "required": true, "schema": { "type": "string" } }""", "EffectKind.Repeatable")]
    public void What_may_be_repeated_is_what_the_api_can_tell(string method, string parameter, string effect)
    {
        var document = Documents.Read(Documents.Of($$"""{ "/a": { "{{method.ToLowerInvariant()}}": { "operationId": "change", "parameters": [{{parameter}}], "responses": { "200": {}, "409": {} } } } }"""));
        var code = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null)).Sources["Activities/Change.cs"];

        code.ShouldContain(effect);
        code.Contains(".Idempotent(\"Idempotency-Key\", context.IdempotencyKey)", StringComparison.Ordinal).ShouldBe(parameter.Length > 0);
        code.ShouldContain("[FlowNode(\"Done\", \"Conflict\")]");
    }

    [Theory]
    [InlineData("https://api.shop.example/v1", "api.shop.example")]
    [InlineData("https://{region}.api.shop.example:8443", "*.api.shop.example")]
    [InlineData("https://{host}/v1", "*")]
    [InlineData("/v1", "*")]
    [InlineData("http://[::1]:80/", "::1")]
    public void Connections_may_call_the_hosts_of_the_description_and_no_others(string url, string host)
    {
        var text = Documents.Of("""{ "/a": { "get": { "responses": { "200": {} } } } }""").Replace("https://api.shop.example/v1", url, StringComparison.Ordinal);
        var manifest = JsonDocument.Parse(ConnectorGenerator.Generate(Documents.Read(text), new ConnectorRequest("Acme.Shop", null) { Hosts = ["sandbox.example"] }).Manifest).RootElement;

        manifest.GetProperty("reach").GetProperty("hosts").EnumerateArray().Select(item => item.GetString()).ShouldBe([host, "sandbox.example"]);
        manifest.GetProperty("version").GetString().ShouldBe("1.2.3");
    }

    [Fact]
    public void Credentials_become_fields_and_what_cannot_be_had_is_said()
    {
        var document = Documents.Read(Documents.Of(
            """
            { "/a": { "get": { "operationId": "a", "responses": { "200": {} } } }, "/b": { "get": { "operationId": "b", "security": [{ "tls": [] }], "responses": { "200": {} } } },
              "/c": { "get": { "operationId": "c", "security": [], "responses": { "200": {} } } } }
            """,
            """{ "securitySchemes": { "tls": { "type": "mutualTLS" }, "app": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://login.shop.example/token", "scopes": { "read": "r" } } } } } }""",
            """, "security": [{ "tls": [] }, { "app": ["read"] }]"""));
        document.Operations[1].Problem.ShouldBe("#/paths/~1b/get: it wants to know who calls by tls, which cannot be done. Keys, user names with passwords, tokens and OAuth 2 with client credentials can.");

        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", ["a"]));
        var connection = source.Sources["ApiConnection.cs"];
        foreach (var line in (string[])["public string? ClientId", "public Secret? ClientSecret", "public string? TokenAddress { get; set; } = \"https://login.shop.example/token\";", "public string? Scopes", "There are read."])
            connection.ShouldContain(line);
        source.Manifest.ShouldContain("login.shop.example");
        ConnectorBuild.Compile(source, Token).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_chosen_is_found_and_what_is_not_there_is_said()
    {
        var document = Documents.Read(Documents.Of("""{ "/a": { "get": { "operationId": "listA", "responses": {} }, "post": { "responses": {} } }, "/b/{x}": { "get": { "operationId": "b", "responses": {} } } }"""));
        document.Operations.Select(operation => operation.Key).ShouldBe(["listA", "POST /a", "b"]);
        document.Operations[2].Problem.ShouldBe("#/paths/~1b~1{x}/get: its path has '{x}', and no parameter describes it. Correct the document.");

        ConnectorGenerator.Generate(document, new ConnectorRequest("acme.shop", ["get /a", "PostA"])).Operations.Count.ShouldBe(2);
        Problem(["list"]).ShouldBe("The document has no operation 'list'. There are listA.");
        Problem([]).ShouldBe("No operation was chosen. Choose at least one.");

        string Problem(string[] chosen) => Should.Throw<OpenApiRefusedException>(() => ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", chosen))).Message;
    }

    private static string Activity(string members, string path)
    {
        var document = Documents.Read(Documents.Of($$"""{ "{{path}}": { "get": { "operationId": "getThing", {{members}}, "responses": { "200": {} } } } }"""));
        document.Operations[0].Problem.ShouldBeNull();
        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null));
        ConnectorBuild.Compile(source, Token).ShouldNotBeEmpty();
        return source.Sources["Activities/GetThing.cs"];
    }
}
