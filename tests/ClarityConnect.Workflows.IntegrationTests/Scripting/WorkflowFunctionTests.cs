using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

public sealed class WorkflowFunctionTests(ScriptPool scripts)
{
    private const string Number = """{"variables":{"MagicNumber":3}}""";

    [Theory]
    [InlineData("setMagicNumber(42)")]
    [InlineData("variables.MagicNumber = 42")]
    [InlineData("setVariable('MagicNumber', 42)")]
    [InlineData("variables = { ...variables, MagicNumber: 42 }")]
    [InlineData("variables['MagicNumber'] = 42; variables.MagicNumber = variables.MagicNumber")]
    [InlineData("Object.assign(variables, { MagicNumber: 42 })")]
    public async Task Every_way_to_set_a_variable_comes_back(string source) =>
        (await scripts.Changes(source, Number)).ShouldBe("""{"variables":{"MagicNumber":42}}""");

    [Theory]
    [InlineData("variables.MagicNumber")]
    [InlineData("setMagicNumber(3)")]
    [InlineData("variables.MagicNumber += 1; variables.MagicNumber -= 1")]
    [InlineData("const copy = { ...variables }; copy.MagicNumber = 4; copy")]
    [InlineData("getMagicNumber() + getVariable('MagicNumber')")]
    public async Task What_stays_the_same_does_not_come_back(string source) => (await scripts.Changes(source, Number)).ShouldBeNull();

    [Fact]
    public async Task An_object_that_is_changed_in_place_and_spread_comes_back_whole()
    {
        var source = """
            const customer = variables.customer;
            customer.Name = 'Jane Doe';
            customer.Orders.sort((a, b) => a.Product.localeCompare(b.Product));
            variables.customer = {...customer, Email: 'jane.doe@acme.com'};
            """;
        var data = """{"variables":{"customer":{"Name":"John Doe","Orders":[{"Product":"Orange"},{"Product":"Apple"}]},"other":[1]}}""";
        (await scripts.Changes(source, data)).ShouldBe(
            """{"variables":{"customer":{"Name":"Jane Doe","Orders":[{"Product":"Apple"},{"Product":"Orange"}],"Email":"jane.doe@acme.com"}}}""");
    }

    [Theory]
    [InlineData("variables.o.list.push(2)", """{"variables":{"o":{"list":[1,2]}}}""")]
    [InlineData("getO().list.push(2)", """{"variables":{"o":{"list":[1,2]}}}""")]
    [InlineData("const { o } = variables; delete o.list;", """{"variables":{"o":{}}}""")]
    [InlineData("for (const v of Object.values(variables)) v.x = 1", """{"variables":{"o":{"list":[1],"x":1}}}""")]
    [InlineData("Object.values(variables).forEach(v => v.list.reverse().pop())", """{"variables":{"o":{"list":[]}}}""")]
    [InlineData("delete variables.o", """{"variables":{"o":null}}""")]
    [InlineData("setVariable('fresh', new Map([['a', 1n]]))", """{"variables":{"fresh":{"a":"1"}}}""")]
    [InlineData("setVariable('__proto__', 1)", """{"variables":{"__proto__":1}}""")]
    [InlineData("variables.o.list.map(x => x + 1)", null)]
    public async Task Changes_in_place_come_back(string source, string? changes) =>
        (await scripts.Changes(source, """{"variables":{"o":{"list":[1]}}}""")).ShouldBe(changes);

    [Fact]
    public async Task A_value_set_by_function_is_not_undone_by_the_old_object()
    {
        var source = "const o = variables.o; setVariable('o', { a: 2 }); o.a = 3; getVariable('o').a";
        var result = await scripts.Run(source, """{"variables":{"o":{"a":1}}}""");
        result.Value!.Value.GetInt32().ShouldBe(2);
        result.Changes!.Value.GetRawText().ShouldBe("""{"variables":{"o":{"a":2}}}""");
    }

    [Fact]
    public async Task Sorting_a_list_that_was_fetched_does_not_change_the_variable()
    {
        var result = await scripts.Run("getList().sort()", """{"variables":{"List":[3,1,2]}}""");
        result.Value!.Value.GetRawText().ShouldBe("[1,2,3]");
        result.Changes.ShouldBeNull();
    }

    [Theory]
    [InlineData("setVariable('MagicNumber', 200); getVariable('MagicNumber')", "200")]
    [InlineData("setMagicNumber(999); getMagicNumber()", "999")]
    [InlineData("setMagicNumber(5); variables.MagicNumber", "5")]
    [InlineData("getVariable('nope')", "null")]
    [InlineData("typeof variables.nope", "\"undefined\"")]
    [InlineData("Object.keys(variables)", """["MagicNumber"]""")]
    [InlineData("'MagicNumber' in variables", "true")]
    [InlineData("this['get' + 'MagicNumber']()", "3")]
    [InlineData("typeof getNope", "\"undefined\"")]
    [InlineData("const text = 'own names win'; const getMagicNumber = () => text; getMagicNumber()", "\"own names win\"")]
    public async Task Variables_can_be_read(string source, string value) => (await scripts.Value(source, Number)).ShouldBe(value);

    private const string Everything = """
        {"variables":{"order_total":1,"CorrelationId":"variable"},"inputs":{"customerName":"Ann"},"args":{"index":7},
         "outputs":{"Fetch Order":{"Result":{"id":5},"Status Code":200}},"outputsById":{"act1":"Fetch Order","act2":{"Result":"direct"}},
         "lastResult":{"ok":true},
         "workflow":{"definitionId":"d","definitionVersionId":"v","definitionVersion":3,"instanceId":"i","instanceName":"n","correlationId":"c"}}
        """;

    [Theory]
    [InlineData("getOrderTotal()", "1")]
    [InlineData("getInput('customerName') + getCustomerName()", "\"AnnAnn\"")]
    [InlineData("getInput('nope')", "null")]
    [InlineData("args.index + getIndex()", "14")]
    [InlineData("getOutputFrom('Fetch Order').id", "5")]
    [InlineData("getOutputFrom('act1').id", "5")]
    [InlineData("getOutputFrom('act1', 'Status Code')", "200")]
    [InlineData("getOutputFrom('act2')", "\"direct\"")]
    [InlineData("getOutputFrom('act3')", "null")]
    [InlineData("getResultFromFetchOrder().id", "5")]
    [InlineData("getStatusCodeFromFetchOrder()", "200")]
    [InlineData("getLastResult().ok", "true")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersionId() + getWorkflowDefinitionVersion()", "\"dv3\"")]
    [InlineData("getWorkflowInstanceId() + getWorkflowInstanceName() + getCorrelationId()", "\"inc\"")]
    [InlineData("setCorrelationId('new'); getCorrelationId()", "\"new\"")]
    [InlineData("setWorkflowInstanceName('new'); getWorkflowInstanceName()", "\"new\"")]
    public async Task The_workflow_can_be_read(string source, string value) => (await scripts.Value(source, Everything)).ShouldBe(value);

    [Theory]
    [InlineData("setOutcome('Done')", """{"outcomes":["Done"]}""")]
    [InlineData("setOutcomes(['A', 'B'])", """{"outcomes":["A","B"]}""")]
    [InlineData("setCorrelationId('c2'); setWorkflowInstanceName(5)", """{"correlationId":"c2","instanceName":"5"}""")]
    public async Task The_workflow_can_be_steered(string source, string changes) => (await scripts.Changes(source)).ShouldBe(changes);

    [Theory]
    [InlineData("isNullOrEmpty('   ')", "false")]
    [InlineData("isNullOrWhiteSpace('   ')", "true")]
    [InlineData("[null, undefined, ''].every(isNullOrEmpty)", "true")]
    [InlineData("toJson({ a: [1, null] })", """ "{\u0022a\u0022:[1,null]}" """)]
    [InlineData("bytesToString(bytesFromString('hé€😀'))", "\"hé€😀\"")]
    [InlineData("bytesToBase64(bytesFromString('hé'))", "\"aMOp\"")]
    [InlineData("bytesToString(bytesFromBase64('aMOp'))", "\"hé\"")]
    [InlineData("stringFromBase64(stringToBase64('hé€😀'))", "\"hé€😀\"")]
    [InlineData("streamToBase64(streamToBytes('aMOp'))", "\"aMOp\"")]
    [InlineData("bytesToBase64([104, 105])", "\"aGk=\"")]
    [InlineData("parseGuid('{6F9619FF-8B86-D011-B42D-00C04FC964FF}')", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"")]
    public async Task Conversions_work(string source, string value) =>
        (await scripts.Run(source)).Value!.Value.ShouldBeJson(value);

    [Fact]
    public async Task Every_promised_function_is_there()
    {
        string[] names =
        [
            "getVariable", "getInput", "getOutputFrom", "getLastResult", "setVariable", "toJson", "newGuid", "newGuidString", "newShortGuid",
            "parseGuid", "getGuidString", "getShortGuid", "isNullOrEmpty", "isNullOrWhiteSpace", "bytesToString", "bytesFromString", "bytesToBase64",
            "bytesFromBase64", "stringToBase64", "stringFromBase64", "streamToBytes", "streamToBase64", "getWorkflowDefinitionId",
            "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getWorkflowInstanceName",
            "setWorkflowInstanceName", "getCorrelationId", "setCorrelationId", "setOutcome", "setOutcomes",
        ];
        (await scripts.Value($"[{string.Join(',', names.Select(name => $"typeof {name}"))}].every(type => type === 'function')")).ShouldBe("true");
    }

    [Fact]
    public async Task Ids_and_random_numbers_repeat_with_the_seed_and_differ_without()
    {
        const string Source = "[newGuid(), newGuid(), newShortGuid(), Math.random(), Math.random()]";
        var first = await scripts.Value(Source, """{"seed":"instance|step|1"}""");
        (await scripts.Value(Source, """{"seed":"instance|step|1"}""")).ShouldBe(first);
        (await scripts.Value(Source, """{"seed":"instance|step|2"}""")).ShouldNotBe(first);
        (await scripts.Value(Source + ";", """{"seed":"instance|step|1"}""")).ShouldNotBe(first, "another script of the step has its own ids");
        (await scripts.Value(Source)).ShouldNotBe(await scripts.Value(Source));
        using var values = System.Text.Json.JsonDocument.Parse(first!);
        values.RootElement.EnumerateArray().Select(value => value.ToString()).Distinct().Count().ShouldBe(5);
        Guid.Parse(values.RootElement[0].GetString()!).Version.ShouldBe(4);
    }

    [Fact]
    public async Task The_clock_is_the_hosts() =>
        (await scripts.Value("[Date.now(), new Date().toISOString(), new Date().getTimezoneOffset(), new Date(2026, 0, 1).toISOString()]", """{"now":1700000000000}"""))
            .ShouldBe("""[1700000000000,"2023-11-14T22:13:20.000Z",0,"2026-01-01T00:00:00.000Z"]""");

    [Fact]
    public async Task Numbers_that_JavaScript_would_change_arrive_as_text() =>
        (await scripts.Value("[variables.id, variables.amount, variables.price]", """{"variables":{"id":9007199254740993,"amount":1234567890123456.78,"price":10.10}}"""))
            .ShouldBe("""["9007199254740993","1234567890123456.78",10.1]""");
}
