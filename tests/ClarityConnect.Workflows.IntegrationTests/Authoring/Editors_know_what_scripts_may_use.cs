using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

[Collection(typeof(ServerTests))]
public sealed partial class Editors_know_what_scripts_may_use(RunningServer server) : IDisposable
{
    private const string Route = "/elsa/api/scripting/javascript/type-definitions/";

    /// <summary>Parts of JavaScript itself that the sandbox's engine has and Node.js may not have yet.</summary>
    private static readonly string[] _newInTheEngine =
        ["AsyncDisposableStack", "DisposableStack", "Float16Array", "InternalError", "Iterator", "SuppressedError"];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_declarations_of_a_workflow_compile_and_say_the_types_of_what_it_has()
    {
        using var client = await server.ClientAsync();
        var definition = Drawings.Flowchart(
            "typed",
            Drawings.Activity("call", "Elsa.FlowSendHttpRequest", ("url", "Literal", "https://example.test")),
            Drawings.Activity("journal", "ClarityConnect.Intacct.PostJournal"),
            Drawings.WriteLine("a", "x"));
        definition["variables"] = new JsonArray(
            Variable("Total", "Decimal"), Variable("names", "String", isArray: true), Variable("net amount", "Decimal"),
            Variable("CorrelationId", "String"), Variable("*/ evil(); /*", "Object"), Variable("Settings", "StringDictionary"));
        definition["inputs"] = new JsonArray(new JsonObject { ["name"] = "Order", ["type"] = "Object", ["description"] = "The order. */ evil();" });
        definition["root"]!["activities"]![0]!["name"] = "Call the shop";
        definition["root"]!["activities"]![1]!["name"] = "PostJournal1";
        await client.PostJsonAsync("/elsa/api/workflow-definitions/import", definition);

        var declarations = await DeclarationsAsync(client, "typed");
        declarations.ShouldContain("/** Gives the variable Total. */");
        declarations.ShouldContain("/** Status code of the activity Call the shop: ");
        await CompileAsync(declarations, """
            const total: number = getTotal();
            setTotal(total + 1);
            // @ts-expect-error
            setTotal('one');
            const names: string[] = getVariable('names');
            const net: number = variables['net amount'] + getNetAmount();
            const anything = getVariable('made up by now').member;
            const setting: string = getSettings().theme;
            const correlation: string | null = getCorrelationId();
            const order = getInput('Order').lines, same = getOrder();
            const status: number = getStatusCodeFromCallTheShop();
            const header: string = getResponseHeadersFromCallTheShop()['Location'];
            const posted: boolean = getAlreadyPostedFromPostJournal1();
            const record: string = getResultFromPostJournal1().recordNo;
            const sameRecord: string = getOutputFrom('PostJournal1', 'Result').recordNo + getOutputFrom('PostJournal1').recordNo;
            const byId: boolean = getOutputFrom('journal', 'AlreadyPosted');
            const elsewhere = getOutputFrom('made up by now').member;
            // @ts-expect-error
            const noMember = getOutputFrom('PostJournal1', 'Result').noSuchMember;
            // @ts-expect-error
            const wrong: number = getResultFromPostJournal1().recordNo;
            const due: string = dates.addDays(dates.today('America/New_York'), 30);
            const sum: string = money.sum([{ amount: '1.00' }], line => line.amount, 'USD');
            const title: string = text.title(text.first(null, 'a'));
            const later: DateTime = DateTime.UtcNow.Add(TimeSpan.FromDays(1));
            """);
    }

    [Fact]
    public async Task A_workflow_that_is_not_saved_yet_gets_what_every_script_has()
    {
        using var client = await server.ClientOfAsync("Viewer");
        await CompileAsync(await DeclarationsAsync(client, "never-saved"), "const sum: string = money.add(1, 2);");
    }

    [Fact]
    public async Task What_is_declared_is_what_the_sandbox_has()
    {
        using var client = await server.ClientAsync();
        var declarations = await DeclarationsAsync(client, "never-saved");
        var declared = Declared().Matches(declarations).Select(match => match.Groups[1].Value).ToHashSet();
        var sandbox = await EvaluateAsync("Object.getOwnPropertyNames(globalThis)");
        declared.Except(sandbox).ShouldBeEmpty();
        var standard = JsonSerializer.Deserialize<string[]>(await RunAsync("node", "-p", "JSON.stringify(Object.getOwnPropertyNames(globalThis))"))!;
        sandbox.Except(standard).Except(_newInTheEngine).Except(declared).Where(name => !name.StartsWith('_')).ShouldBeEmpty();
        foreach (var helper in (string[])["money", "dates", "text"])
        {
            var body = declarations.Split($"declare const {helper}: {{")[1].Split("\n};")[0];
            Members().Matches(body).Select(match => match.Groups[1].Value).Distinct().ShouldBe(await EvaluateAsync($"Object.keys({helper})"), ignoreOrder: true);
        }
    }

    private static JsonObject Variable(string name, string type, bool isArray = false) => new()
    {
        ["id"] = $"v-{name}", ["name"] = name, ["typeName"] = type, ["isArray"] = isArray,
    };

    private static async Task<string> DeclarationsAsync(HttpClient client, string definitionId)
    {
        using var response = await client.PostTextAsync(Route + definitionId, """{"workflowDefinitionId":"x","activityTypeName":"Elsa.RunJavaScript","propertyName":"Script"}""");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(Token);
    }

    private async Task<string[]> EvaluateAsync(string source)
    {
        var pool = await server.ServiceAsync<ScriptRunnerPool>();
        var result = await pool.EvaluateAsync(new ScriptRequest(Script.Create(source, "names"), "{}"u8.ToArray()), Token);
        return result.Value!.Value.Deserialize<string[]>()!;
    }

    /// <summary>Compiles a script with the declarations, without and with the browser's own, which the editor has too.</summary>
    private async Task CompileAsync(string declarations, string script)
    {
        var files = new[] { Path.Combine(folder.Path, "workflow.d.ts"), Path.Combine(folder.Path, "script.ts") };
        await File.WriteAllTextAsync(files[0], declarations, Token);
        await File.WriteAllTextAsync(files[1], script + "\nexport {};\n", Token);
        var compiler = typeof(Editors_know_what_scripts_may_use).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "TypeScript").Value!;
        foreach (var library in (string[])["es2022", "es2022,dom"])
            (await RunAsync("node", [compiler, "--noEmit", "--strict", "--target", "es2022", "--lib", library, .. files])).ShouldBeEmpty();
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path })!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return output.Trim() + await error;
    }

    [GeneratedRegex(@"^declare (?:function|const|let|class) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^  (\w+)(?:<\w+>)?\(", RegexOptions.Multiline)]
    private static partial Regex Members();
}
