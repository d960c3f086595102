using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

public sealed class Hostile_descriptions_do_no_harm
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts =>
    [
        "\"; System.Environment.Exit(1); //", "*/ } } class Evil { static Evil() { System.Environment.Exit(1); } } /*", "a\nclass Evil { }", "a\rclass Evil { }", "a\u2028class Evil { }", "a\u0085class Evil { }",
        "</summary> class Evil { } <!--", "\\\"; class Evil { } //", "{0} {Evil}", "\ud800", "\0", "@\"Evil", "$\"{Evil()}\"", "#error Evil", "#line 1 \"x\"", "\"\"\"\nclass Evil { }", "\\u000aclass Evil { }", "]]> & <Evil/>", "typeof(Evil)", "class", "__arglist", "…𝔈vil",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_nothing_but_a_text_wherever_it_stands(string text)
    {
        var any = JsonSerializer.Serialize(text);
        var inPath = JsonSerializer.Serialize("/" + new string([.. text.Where(letter => letter is not ('?' or '#' or '{' or '}'))]));
        var document = Documents.Read($$"""
            { "openapi": "3.1.0", "info": { "title": {{any}}, "version": {{any}}, "description": {{any}} },
              "servers": [{ "url": "https://{v}.shop.example/", "variables": { "v": { "default": {{any}}, "description": {{any}}, "enum": [{{any}}] } } }],
              "paths": {
                {{inPath}}: { "post": { "operationId": {{any}}, "summary": {{any}}, "description": {{any}}, "tags": [{{any}}], "security": [{ {{any}}: [] }, { "b": [] }, { "o": [] }],
                  "parameters": [
                    { "name": {{any}}, "in": "query", "description": {{any}}, "schema": { "type": "string", "default": {{any}}, "enum": [{{any}}], "pattern": {{any}} } },
                    { "name": "style", "in": "query", "schema": { "type": "array", "items": { "type": "string", "enum": [{{any}}] } } } ],
                  "requestBody": { "required": true, "description": {{any}}, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S" } } } },
                  "responses": { "200": { "description": {{any}}, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S" } } } }, "404": {} } } },
                "/file": { "put": { "requestBody": { "content": { {{any}}: { "schema": { "type": "string" } } } }, "responses": { "200": { "content": { {{any}}: {} } } } } },
                "/form": { "put": { "requestBody": { "content": { "multipart/form-data": { "schema": { "type": "object", "properties": { {{any}}: { "type": "string", "format": "binary", "description": {{any}} } } }, "encoding": { {{any}}: { "contentType": {{any}}, "style": {{any}} } } } } } } } },
              "components": {
                "schemas": { "S": { "title": {{any}}, "description": {{any}}, "type": "object", "properties": { {{any}}: { "type": "object", "description": {{any}}, "properties": { {{any}}: { "type": "string", "enum": [{{any}}], "default": {{any}} } } } } } },
                "securitySchemes": { {{any}}: { "type": "apiKey", "in": "header", "name": "X-Key", "description": {{any}} }, "b": { "type": "http", "scheme": "basic", "description": {{any}} },
                  "o": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": {{any}}, "scopes": { {{any}}: {{any}} } } } } } } }
            """);
        document.Operations.Count(operation => operation.IsUsable).ShouldBeGreaterThan(1);

        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null));

        JsonDocument.Parse(source.Manifest).RootElement.GetProperty("id").GetString().ShouldBe("acme.shop");
        foreach (var (path, code) in source.Sources)
        {
            path.ShouldMatch(@"^(Activities/|Data/|Calls/)?[\p{L}0-9]+\.cs$");
            var tree = CSharpSyntaxTree.ParseText(code, cancellationToken: Token).GetRoot(Token);
            // Nothing but the one class that the file is for, no directives, and no call that is not written by the generator.
            if (!path.StartsWith("Calls/", StringComparison.Ordinal))
                tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().ShouldHaveSingleItem(code).Identifier.Text.ShouldBe(Path.GetFileNameWithoutExtension(path));
            tree.DescendantTrivia().ShouldNotContain(trivia => trivia.IsDirective, code);
            tree.DescendantNodes().OfType<MemberAccessExpressionSyntax>().ShouldNotContain(access => access.Name.Identifier.Text == "Exit", code);
        }

        ConnectorBuild.Compile(source, Token).Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("../other.yaml#/Pet")]
    [InlineData("https://evil.example/pet.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("#/components/schemas/Missing")]
    [InlineData("#/components/schemas/Loop")]
    [InlineData("#pet")]
    public void What_refers_elsewhere_or_nowhere_is_not_usable_and_the_rest_is(string reference)
    {
        var document = Documents.Read(Documents.Of(
            $$"""{ "/a": { "get": { "operationId": "a", "parameters": [{ "name": "p", "in": "query", "schema": { "$ref": "{{reference}}" } }], "responses": { "200": {} } } }, "/b": { "get": { "operationId": "b", "responses": { "200": {} } } } }""",
            """{ "schemas": { "Loop": { "$ref": "#/components/schemas/Loop" } } }"""));

        document.Operations.Select(operation => (operation.Key, operation.IsUsable)).ShouldBe([("a", false), ("b", true)]);
        document.Operations[0].Problem.ShouldNotBeNull().ShouldStartWith(reference.Contains("Loop", StringComparison.Ordinal) ? "#/" : "#/paths/~1a/get/parameters/0/schema: the reference");
        Should.Throw<OpenApiRefusedException>(() => ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", ["a"]))).Message.ShouldContain("cannot be used");
        ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null)).Operations.ShouldHaveSingleItem().Key.ShouldBe("b");
    }

    [Fact]
    public void Schemas_that_consist_of_each_other_come_to_an_end()
    {
        var chain = string.Join(",", Enumerable.Range(0, 2000).Select(i => $$"""
            "N{{i}}": { "type": "object", "properties": { "next": { "$ref": "#/components/schemas/N{{(i + 1) % 2000}}" }, "all": { "type": "array", "items": { "$ref": "#/components/schemas/N{{i}}" } } } }
            """));
        var document = Documents.Read(Documents.Of(
            """
            { "/chain": { "get": { "operationId": "chain", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/N0" } } } } } } },
              "/list": { "get": { "operationId": "list", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Lists" } } } } } } },
              "/all": { "get": { "operationId": "all", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Own" } } } } } } } }
            """,
            $$"""{ "schemas": { {{chain}}, "Lists": { "type": "array", "items": { "$ref": "#/components/schemas/Lists" } }, "Own": { "allOf": [{ "$ref": "#/components/schemas/Own" }] } } }"""));

        document.Operations.Where(operation => !operation.IsUsable).ShouldHaveSingleItem().Problem.ShouldBe("#/components/schemas/Own: the schema consists of itself by 'allOf', 'oneOf' or 'anyOf'. Correct the document.");
        var source = ConnectorGenerator.Generate(document, new ConnectorRequest("Acme.Shop", null));
        source.Sources.Keys.Count(path => path.StartsWith("Data/", StringComparison.Ordinal)).ShouldBe(2000);
    }

    [Fact]
    public void Files_that_stand_for_more_than_they_are_or_are_nested_without_end_are_refused()
    {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++)
            laughs.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Problem(laughs.ToString()).ShouldContain("stands for more than");
        Problem(new string('[', 5000)).ShouldContain("nested deeper than");
        Problem("{\"a\":" + new string('[', 5000)).ShouldContain("no JSON that can be read");
        Problem("openapi: 3.0.0\nopenapi: 3.0.0").ShouldBe("Line 2 has 'openapi' a second time.");
        Problem("a: *b").ShouldContain("'*b', which is not there");
        Problem("").ShouldBe("The file is empty.");
        Problem("hello").ShouldContain("it holds no object");
        Problem("{ \"swagger\": \"2.0\" }").ShouldContain("written in Swagger 2.0");
        Problem("{ \"openapi\": \"4.0.0\" }").ShouldBe("#/openapi: the document is written in OpenAPI 4.0.0. Versions 3.0 and 3.1 can be read.");
        Problem("{ \"openapi\": \"3.0.0\", ").ShouldStartWith("The file is no JSON that can be read: line 1");
        Problem("a: b: c").ShouldContain("line 1, column");
        Should.Throw<OpenApiRefusedException>(() => OpenApiDocument.Read(new byte[OpenApiDocument.MaxBytes + 1])).Message.ShouldContain("may have 20 MiB");

        static string Problem(string text) => Should.Throw<OpenApiRefusedException>(() => Documents.Read(text)).Message;
    }

    [Theory]
    [InlineData("../Evil")]
    [InlineData("Acme..Shop")]
    [InlineData("Acme.Shop;")]
    [InlineData("System.Shop")]
    [InlineData("Acme.Task")]
    [InlineData("1Acme")]
    [InlineData("")]
    public void Names_that_would_mean_something_else_are_refused(string name)
    {
        var document = Documents.Read(Documents.Of("""{ "/a": { "get": { "responses": { "200": {} } } } }"""));

        Should.Throw<OpenApiRefusedException>(() => ConnectorGenerator.Generate(document, new ConnectorRequest(name, null))).Message.ShouldContain("cannot be the name of a plugin");
    }
}
