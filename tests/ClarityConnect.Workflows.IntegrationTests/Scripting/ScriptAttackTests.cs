using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

/// <summary>Scripts that try to use up, break or leave the sandbox. After each the pool serves a good script.</summary>
public sealed class ScriptAttackTests(ScriptPool scripts)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("for (;;);")]
    [InlineData("for (;;) { try { for (;;); } catch {} }")]
    [InlineData("(async () => { for (;;) await null; })()")]
    [InlineData("const f = () => Promise.resolve().then(f); f()")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("throw { toJSON() { for (;;); } }")]
    [InlineData("throw new Proxy({}, { get() { for (;;); } })")]
    [InlineData("({ toJSON() { for (;;); } })")]
    [InlineData("const start = Date.now(); while (Date.now() - start < 1000);")]
    public Task An_endless_script_ends_in_time(string source) => Ends(source, ScriptFailureReason.Timeout);

    [Theory]
    [InlineData("const a = []; for (;;) a.push(new Uint8Array(1 << 20))")]
    [InlineData("'x'.repeat(256 << 20).length")]
    public Task A_memory_hog_runs_out_of_memory(string source) => Ends(source, ScriptFailureReason.OutOfMemory);

    [Theory]
    [InlineData("const a = []; for (;;) a.push({ x: 1 })")]
    [InlineData("Array(1e8).fill(0).length")]
    [InlineData("Array(1e9).join('x')")]
    [InlineData("3n ** 5000000n")]
    [InlineData("let s = 'x'; for (;;) s += s")]
    [InlineData("console.log('x'.repeat(1e6)); for (let i = 0; ; i++) console.log('y'.repeat(3000))")]
    public Task A_script_that_uses_up_time_and_memory_ends_one_way_or_the_other(string source) =>
        Ends(source, ScriptFailureReason.Timeout, ScriptFailureReason.OutOfMemory, ScriptFailureReason.OutputTooLarge, ScriptFailureReason.Error);

    [Theory]
    [InlineData("function f() { f() } f()")]
    [InlineData("JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))")]
    [InlineData("let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("new RegExp('('.repeat(1e5) + ')'.repeat(1e5))")]
    [InlineData("eval('('.repeat(1e5))")]
    public Task Deep_recursion_is_an_error(string source) =>
        Ends(source, ScriptFailureReason.Error, ScriptFailureReason.OutOfMemory, ScriptFailureReason.Timeout);

    [Fact]
    public Task A_huge_result_is_refused() => Ends("'x'.repeat(20 << 20)", ScriptFailureReason.OutputTooLarge, ScriptFailureReason.Timeout);

    [Theory]
    [InlineData("typeof process + typeof require + typeof fetch + typeof setTimeout + typeof WebAssembly", "\"undefinedundefinedundefinedundefinedundefined\"")]
    [InlineData("typeof __guest + typeof host + typeof Big", "\"undefinedundefinedundefined\"")]
    public async Task There_is_nothing_to_reach_for(string source, string value) => (await scripts.Value(source)).ShouldBe(value);

    [Theory]
    [InlineData("import('fs')")]
    [InlineData("process.exit()")]
    [InlineData("(() => {}).constructor.constructor('return process')()")]
    [InlineData("console.log.constructor('return process')()")]
    [InlineData("variables.constructor.constructor('return process')()")]
    [InlineData("Intl.NumberFormat.constructor('return process')()")]
    [InlineData("new Intl.NumberFormat('no-such-locale-at-all!').format(1)")]
    [InlineData("new Error().constructor.constructor('return require')()('fs')")]
    public Task Every_way_out_is_an_error(string source) => Ends(source, ScriptFailureReason.Error);

    [Fact]
    public async Task Errors_of_the_host_do_not_show_the_host()
    {
        var text = (await scripts.Run("try { new Intl.NumberFormat('!') } catch (e) { e.message + e.stack }")).Value!.Value.GetString()!;
        text.ShouldContain("Incorrect locale information");
        text.ShouldNotContain("script-runner");
        text.ShouldNotContain(".mjs");
    }

    [Fact]
    public async Task Logs_are_bounded()
    {
        var result = await scripts.Run("for (let i = 0; i < 1000; i++) console.log('x'.repeat(5000))", limit: TimeSpan.FromSeconds(5));
        result.Logs.Count.ShouldBe(200);
        result.Logs[0].Length.ShouldBe(2001);
    }

    [Theory]
    [InlineData("globalThis.leak = 1; var leak2 = 2; Object.prototype.leak3 = 3; 1")]
    [InlineData("JSON.parse = JSON.stringify = Math.random = Date.now = () => 'mine'; 1")]
    [InlineData("Array.prototype.map = Array.prototype.push = String.prototype.trim = null; Object.freeze(Object.prototype); 1")]
    [InlineData("getVariable = () => 'mine'; money.add; console.log = null; delete globalThis.variables; 1")]
    [InlineData("Map.prototype.forEach = Reflect.get = () => 'mine'; setVariable('v', 'mine'); setOutcome('mine'); 1")]
    [InlineData("console.log('left over'); setCorrelationId('mine'); 1")]
    [InlineData("Promise.prototype.then = () => 'mine'; Symbol.iterator.leak = 1; class Leak {}; 1")]
    public async Task Nothing_leaks_into_the_next_evaluation(string pollution)
    {
        const string Probe = """
            [typeof leak, typeof leak2, ({}).leak3 === undefined, typeof Leak, JSON.stringify(JSON.parse('[1]')), typeof Math.random(), [1].map(x => x + 1)[0],
             ' a '.trim(), getVariable('v'), variables.v, getCorrelationId(), Object.isFrozen(Object.prototype), Reflect.get({ a: 1 }, 'a')].join()
            """;
        // Every process of the pool must come back clean, also for the very same script.
        for (var round = 0; round < 6; round++)
        {
            await Should.NotThrowAsync(() => scripts.Run(pollution));
            var result = await scripts.Run(Probe, """{"variables":{"v":"clean"},"workflow":{"correlationId":"c"}}""");
            result.Value!.Value.GetString().ShouldBe("undefined,undefined,true,undefined,[1],number,2,a,clean,clean,c,false,1");
            result.Changes.ShouldBeNull();
            result.Logs.ShouldBeEmpty();
        }
    }

    private async Task Ends(string source, params ScriptFailureReason[] reasons)
    {
        var failure = await scripts.Failure(source, limit: Limit);
        failure.Reason.ShouldBeOneOf(reasons);
        failure.Message.ShouldStartWith("Script 'Map order › Script'");
        (await scripts.Value("[1, 2, 3].map(x => x * variables.f)", """{"variables":{"f":2}}""")).ShouldBe("[2,4,6]");
    }
}
