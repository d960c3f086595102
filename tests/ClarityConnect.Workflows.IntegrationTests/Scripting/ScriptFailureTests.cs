using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

public sealed class ScriptFailureTests(ScriptPool scripts)
{
    [Theory]
    [InlineData("const a = {};\n\n  a.b.c", 3, 3)]
    [InlineData("const a = {};\r\n\r\n  a.b.c", 3, 3)]
    [InlineData("return a.b;", 1, 8)]
    [InlineData("const x = 1;\nconst y = x.y;\nreturn y.z;", 3, 8)]
    [InlineData("function f() {\n  throw new Error('in f');\n}\nf()", 2, 13)]
    [InlineData("const n = await null;\nn.x", 2, 1)]
    [InlineData("const n = await null;\nreturn n.x;", 2, 8)]
    [InlineData("const bad = money.add('x', 1)", 1, 18)]
    public async Task An_error_names_line_and_column(string source, int line, int column)
    {
        var failure = await scripts.Failure(source);
        failure.Reason.ShouldBe(ScriptFailureReason.Error);
        (failure.Line, failure.Column).ShouldBe((line, column));
        failure.Message.ShouldStartWith($"Script 'Map order › Script', line {line}, column {column}: ");
    }

    [Theory]
    [InlineData("let = = 1", 1)]
    [InlineData("const x = 3;\nreturn x +;\n", 2)]
    [InlineData("foo(", 1)]
    [InlineData("if (true) {\n  return 1;", 2)]
    [InlineData("await foo(", 1)]
    [InlineData("return 1 }); (function () { return 2", 1)]
    [InlineData("import x from 'fs'", 1)]
    public async Task What_is_not_JavaScript_is_found_without_running_it(string source, int line)
    {
        var check = () => scripts.Pool.CheckSyntaxAsync(Script.Create(source, "Step › Text"), TestContext.Current.CancellationToken);
        var failure = await check.ShouldThrowAsync<ScriptFailedException>();
        failure.Reason.ShouldBe(ScriptFailureReason.Syntax);
        failure.Line.ShouldBe(line);
        failure.ScriptName.ShouldBe("Step › Text");
        (await scripts.Failure(source)).Reason.ShouldBe(ScriptFailureReason.Syntax);
    }

    [Theory]
    [InlineData("return 1")]
    [InlineData("for (;;);")]
    [InlineData("await x")]
    [InlineData("")]
    public Task What_is_JavaScript_passes_the_check(string source) =>
        scripts.Pool.CheckSyntaxAsync(Script.Create(source, "Step › Text"), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("throw 'plain'", "plain")]
    [InlineData("throw { code: 1 }", "{\"code\":1}")]
    [InlineData("class MyError extends Error { name = 'MyError' }\nthrow new MyError('m')", "MyError: m")]
    [InlineData("const o = {}; o.o = o; o", "circular reference")]
    [InlineData("variables.o = {}; variables.o.o = variables.o; 1", "Variable 'o' cannot be kept")]
    [InlineData("new Promise(() => {})", "nothing will ever settle")]
    [InlineData("variables = 5", "only an object")]
    [InlineData("await Promise.reject(new Error('late'))", "late")]
    public async Task Whatever_is_thrown_is_told(string source, string message) =>
        (await scripts.Failure(source)).Message.ShouldContain(message);

    [Fact]
    public async Task Logs_of_a_failed_script_are_kept() =>
        (await scripts.Failure("console.log('so far'); null.x")).Logs.ShouldBe(["so far"]);

    [Fact]
    public async Task The_scripts_of_a_step_run_together_and_apart()
    {
        Script[] step = [Script.Create("const a = variables.x; globalThis.leak = 1; a", "A"), Script.Create("const a = typeof leak; a", "B"), Script.Create("return variables.x + 1", "C")];
        var results = await scripts.Pool.EvaluateAsync(step, """{"variables":{"x":4}}"""u8.ToArray(), TestContext.Current.CancellationToken);
        results.Select(result => result.Value!.Value.GetRawText()).ShouldBe(["4", "\"undefined\"", "5"]);
    }

    [Fact]
    public async Task A_failing_script_of_a_step_is_named()
    {
        Script[] step = [Script.Create("1", "A"), Script.Create("null.x", "B"), Script.Create("2", "C")];
        var failure = await Should.ThrowAsync<ScriptFailedException>(() => scripts.Pool.EvaluateAsync(step, default, TestContext.Current.CancellationToken));
        failure.ScriptName.ShouldBe("B");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Arguments_that_are_no_object_are_refused(string arguments) =>
        (await scripts.Failure("1", arguments)).Message.ShouldContain("cannot be handed over");

    [Fact]
    public async Task Arguments_that_are_too_large_are_refused() =>
        (await scripts.Failure("1", "{\"variables\":{\"x\":\"" + new string('x', 17 * 1024 * 1024) + "\"}}")).Message.ShouldContain("Pass only what the script needs");

    [Fact]
    public async Task A_result_that_is_nested_too_deeply_is_told() =>
        (await scripts.Failure("let a = []; for (let i = 0; i < 500; i++) a = [a]; a")).Message.ShouldContain("cannot be read as JSON");

    [Fact]
    public async Task Large_data_pass_both_ways()
    {
        var big = new string('x', 5 * 1024 * 1024);
        var result = await scripts.Run("variables.x", "{\"variables\":{\"x\":\"" + big + "\"}}", TimeSpan.FromSeconds(5));
        result.Value!.Value.GetString()!.Length.ShouldBe(big.Length);
    }
}
