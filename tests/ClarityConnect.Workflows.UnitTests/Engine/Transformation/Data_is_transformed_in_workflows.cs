using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Transformation;

/// <summary>The activities as a workflow runs them: inputs as people type them, outputs as variables, outcomes as ports.</summary>
public sealed class Data_is_transformed_in_workflows : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "AggregateLines", "BreakDownPayroll", "CheckData", "ConvertCurrency", "ConvertDate", "DeriveDimensions", "DeriveGlAccount", "FindDuplicateCustomers", "MapCustomFields",
        "MatchCustomer", "NormaliseAddress", "NormaliseContact", "SplitAmount",
    ];

    private WorkflowHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await WorkflowHarness.StartAsync(cancellationToken: Token);

    public async ValueTask DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public void Each_has_a_name_and_a_description_for_business_users()
    {
        var registry = new ActivityRegistry(BuiltInActivities.Types);
        foreach (var descriptor in Names.Select(name => registry.Find($"ClarityConnect.{name}").ShouldNotBeNull(name)))
        {
            descriptor.Category.ShouldBe("Data");
            descriptor.Description.ShouldNotBeNullOrWhiteSpace(descriptor.Name);
            descriptor.Inputs.ShouldAllBe(input => !string.IsNullOrWhiteSpace(input.Description), descriptor.Name);
            descriptor.Outputs.ShouldAllBe(output => !string.IsNullOrWhiteSpace(output.Description), descriptor.Name);
        }
    }

    [Fact]
    public async Task Amounts_are_converted_by_a_table_of_rates()
    {
        await SaveAsync("rates", """[{"base":"USD","quote":"GBP","date":"2026-03-27","rate":0.8}]""");

        var (outcome, outputs) = await RunAsync("ConvertCurrency", """{"Amounts":[0.03,0.03,0.03],"FromCurrency":"USD","ToCurrency":"GBP","Date":"2026-03-29","RateTable":"rates"}""");

        outcome.ShouldBe("Done");
        outputs["Result"]!.GetValue<decimal>().ShouldBe(0.07m);
        outputs["ConvertedAmounts"]!.ToJsonString().ShouldBe("[0.03,0.02,0.02]");
        outputs["RateDate"]!.GetValue<string>().ShouldBe("2026-03-27");
        outputs["Explanation"]!.GetValue<string>().ShouldBe("1 USD = 0.8 GBP of 2026-03-27.");
    }

    [Fact]
    public async Task Journal_lines_are_converted_by_a_file_of_rates()
    {
        var (_, outputs) = await RunAsync(
            "ConvertCurrency",
            """{"JournalLines":[{"account":"1","side":"Debit","amount":10.01,"currency":"USD"},{"account":"2","side":"Credit","amount":5,"currency":"USD"},{"account":"3","side":"Credit","amount":5.01,"currency":"USD"}],"ToCurrency":"JPY","Date":"2026-03-27","RateFile":"base,quote,date,rate\nUSD,JPY,2026-03-27,150.3"}""");

        outputs["ConvertedLines"]!.AsArray().Select(line => line!["amount"]!.GetValue<decimal>()).ShouldBe([1505m, 752m, 753m]);
        outputs["Result"]!.GetValue<decimal>().ShouldBe(1505m);
    }

    [Theory]
    [InlineData("""{"Amount":1,"FromCurrency":"USD","ToCurrency":"CHF","Date":"2026-03-27","RateFile":"base,quote,date,rate"}""", "There is no exchange rate from USD to CHF for 2026-03-27")]
    [InlineData("""{"Amount":1,"ToCurrency":"CHF","RateFile":"base,quote,date,rate"}""", "The currency is missing, so the amount cannot be converted.")]
    [InlineData("""{"Amount":1,"FromCurrency":"USD","ToCurrency":"CHF"}""", "No exchange rates are given.")]
    public async Task A_conversion_that_cannot_be_done_fails_with_its_reason(string inputs, string reason) => (await FailAsync("ConvertCurrency", inputs)).ShouldContain(reason);

    [Fact]
    public async Task An_amount_is_split()
    {
        (await RunAsync("SplitAmount", """{"Amount":100,"Currency":"usd","Weights":[1,1,1]}""")).Outputs["Result"]!.ToJsonString().ShouldBe("[33.34,33.33,33.33]");
        (await FailAsync("SplitAmount", """{"Amount":100,"Currency":"USD","Weights":[0]}""")).ShouldContain("all weights are zero");
    }

    [Fact]
    public async Task An_address_leaves_by_the_port_that_fits()
    {
        var (outcome, outputs) = await RunAsync("NormaliseAddress", """{"Address":{"line1":"1 HIGH ST","postalCode":"sw1a1aa"},"DefaultCountry":"UK"}""");
        (outcome, outputs["Result"]!["postalCode"]!.GetValue<string>(), outputs["Result"]!["line1"]!.GetValue<string>()).ShouldBe(("Valid", "SW1A 1AA", "1 High St"));
        var (wrong, problems) = await RunAsync("NormaliseAddress", """{"Address":{"postalCode":"12"},"DefaultCountry":"UK"}""");
        (wrong, problems["Problems"]!.AsArray().Count).ShouldBe(("Invalid", 1));
    }

    [Fact]
    public async Task A_contact_is_normalised_part_by_part_or_as_a_whole()
    {
        var (outcome, outputs) = await RunAsync("NormaliseContact", """{"Email":" A@B.COM","Phone":"020 7946 0958","DefaultCountry":"GB"}""");
        (outcome, outputs["NormalEmail"]!.GetValue<string>(), outputs["NormalPhone"]!.GetValue<string>()).ShouldBe(("Valid", "A@b.com", "+442079460958"));
        var (whole, result) = await RunAsync("NormaliseContact", """{"Customer":{"firstName":"Jane","phone":"5","billingAddress":{"countryCode":"usa"}}}""");
        (whole, result["Result"]!["billingAddress"]!["countryCode"]!.GetValue<string>()).ShouldBe(("Invalid", "US"));
        result["Problems"]![0]!.GetValue<string>().ShouldBe("Telephone: '5' is no telephone number of US. One looks as (212) 555-0123.");
    }

    [Fact]
    public async Task A_date_gets_its_business_day()
    {
        var (_, outputs) = await RunAsync("ConvertDate", """{"Value":"2026-03-31T06:30:00Z","ToFormat":"MM/DD/YYYY HH:mm","TimeZone":"America/New_York","CutOff":"04:00:00"}""");
        (outputs["Result"]!.GetValue<string>(), outputs["BusinessDay"]!.GetValue<string>()).ShouldBe(("03/31/2026 02:30", "2026-03-30"));
        (await FailAsync("ConvertDate", """{"Value":"31/03/2026","FromFormat":"MM/DD/YYYY"}""")).ShouldContain("'31/03/2026' is not a date as MM/DD/YYYY");
    }

    [Fact]
    public async Task Lines_are_aggregated()
    {
        var (_, outputs) = await RunAsync("AggregateLines", """{"Lines":[{"account":"1","amount":0.1},{"account":"2","amount":5},{"account":"1","amount":0.2}],"GroupBy":["account"],"Sum":["amount"]}""");
        outputs["Result"]!.ToJsonString().ShouldBe("""[{"account":"1","amount":0.3,"lineCount":2},{"account":"2","amount":5,"lineCount":1}]""");
        outputs["Total"]!.GetValue<decimal>().ShouldBe(5.3m);
    }

    [Fact]
    public async Task A_GL_account_is_found_or_not()
    {
        await SaveAsync("gl", """{"rows":[{"transaction":"sale","cardType":"visa","account":"1210","department":"POS","project":"P1"}]}""");

        var (found, outputs) = await RunAsync("DeriveGlAccount", """{"TableName":"gl","Transaction":"sale","CardType":"VISA","Date":"2026-03-31"}""");
        (found, outputs["Account"]!.GetValue<string>(), outputs["Department"]!.GetValue<string>(), outputs["Explanation"]!.GetValue<string>())
            .ShouldBe(("Found", "1210", "POS", "Row 1: transaction 'sale', cardType 'visa'."));
        var (missed, why) = await RunAsync("DeriveGlAccount", """{"TableName":"gl","Transaction":"fee","Merchant":"95881","Date":"2026-03-31"}""");
        (missed, why["Explanation"]!.GetValue<string>()).ShouldBe(("Not found", "The table 'gl' has no row for transaction 'fee', merchant '95881' on 2026-03-31. Add one, or a default, and retry."));
        (await FailAsync("DeriveGlAccount", """{"TableName":"nothing"}""")).ShouldContain("There is no mapping table 'nothing'.");
    }

    [Fact]
    public async Task Accounts_of_several_lines_are_derived_at_once()
    {
        await SaveAsync("gl", """{"rows":[{"transaction":"sale","account":"4000"}]}""");

        var (outcome, outputs) = await RunAsync("DeriveGlAccount", """{"TableName":"gl","Date":"2026-03-31","Lines":[{"transaction":"sale","amount":5},{"transaction":"fee","amount":1}]}""");

        outcome.ShouldBe("Not found");
        outputs["DerivedLines"]!.ToJsonString().ShouldBe("""[{"transaction":"sale","amount":5,"account":"4000"},{"transaction":"fee","amount":1}]""");
        outputs["Missing"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Dimensions_are_derived_from_any_fact()
    {
        await SaveAsync("dimensions", """{"match":["terminal","channel"],"rows":[{"terminal":"2409001","locationDimension":"100","department":"POS"},{"channel":"web","locationDimension":"900"}]}""");

        (await RunAsync("DeriveDimensions", """{"TableName":"dimensions","Terminal":"2409001"}""")).Outputs["LocationDimension"]!.GetValue<string>().ShouldBe("100");
        (await RunAsync("DeriveDimensions", """{"TableName":"dimensions","FurtherFacts":"{\"channel\":\"web\"}"}""")).Outputs["LocationDimension"]!.GetValue<string>().ShouldBe("900");
    }

    [Fact]
    public async Task A_payroll_run_is_broken_down()
    {
        await SaveAsync("payroll", """{"rows":[{"kind":"earning","account":"6000"},{"kind":"netPay","account":"1015"}]}""");
        const string Run = """{"runId":"P1","payDate":"2026-03-31","currency":"USD","payments":[{"employeeId":"E1","earnings":[{"code":"REG","amount":100}],"netPay":100}]}""";

        var (outcome, outputs) = await RunAsync("BreakDownPayroll", $$"""{"TableName":"payroll","PayrollRun":{{Run}}}""");
        (outcome, outputs["TotalDebit"]!.GetValue<decimal>(), outputs["Result"]!.AsArray().Count).ShouldBe(("Done", 100m, 2));
        await SaveAsync("payroll", """{"rows":[{"kind":"earning","account":"6000"}]}""");
        var (missing, why) = await RunAsync("BreakDownPayroll", $$"""{"TableName":"payroll","PayrollRun":{{Run}}}""");
        (missing, why["Missing"]![0]!.GetValue<string>()).ShouldBe(("Account missing", "There is no account for netPay 'NET' on 2026-03-31. Add a row to the table of payroll accounts."));
    }

    [Fact]
    public async Task Custom_fields_are_mapped()
    {
        var (outcome, outputs) = await RunAsync("MapCustomFields", """{"Source":{"tier":"gold"},"Rows":"[{\"from\":\"tier\",\"to\":\"TIER\",\"as\":\"Choice\",\"choices\":{\"gold\":\"1\"}}]"}""");
        (outcome, outputs["Result"]!.ToJsonString()).ShouldBe(("Valid", """{"TIER":"1"}"""));
        (await RunAsync("MapCustomFields", """{"Source":{"tier":"tin"},"Rows":[{"from":"tier","to":"TIER","as":"Number"}]}""")).Outcome.ShouldBe("Invalid");
        (await FailAsync("MapCustomFields", """{"Source":{"tier":"tin"}}""")).ShouldContain("Neither 'TableName' nor 'Rows' is given.");
    }

    [Fact]
    public async Task Data_are_checked()
    {
        await SaveAsync("rules", """[{"path":"vendorTxCode","required":true},{"path":"amount","type":"Number"}]""");

        (await RunAsync("CheckData", """{"Data":{"vendorTxCode":"T1","amount":5},"TableName":"rules"}""")).Outcome.ShouldBe("Valid");
        var (outcome, outputs) = await RunAsync("CheckData", """{"Data":{"amount":"five"},"TableName":"rules"}""");
        (outcome, outputs["Summary"]!.GetValue<string>()).ShouldBe(("Invalid", "vendorTxCode: is missing. It is required.\namount: 'five' is not a number."));
    }

    [Theory]
    [InlineData("""{"email":"JANE@example.com","mobile":"07700 900123"}""", "Same")]
    [InlineData("""{"firstName":"Jane","lastName":"Fairbrothr","billingAddress":{"line1":"12 High St","postalCode":"LS14AB"}}""", "Probably the same")]
    [InlineData("""{"firstName":"Omar","lastName":"Dalton"}""", "New")]
    public async Task A_customer_is_matched(string customer, string expected)
    {
        const string Known = """[{"customerId":"7","firstName":"Jane","lastName":"Fairbrother","email":"jane@example.com","billingAddress":{"line1":"12 High Street","postalCode":"LS1 4AB","countryCode":"GB"}}]""";

        var (outcome, outputs) = await RunAsync("MatchCustomer", $$"""{"Customer":{{customer}},"KnownCustomers":{{Known}},"DefaultCountry":"GB"}""");

        outcome.ShouldBe(expected);
        outputs["Result"]?["customerId"]?.GetValue<string>().ShouldBe("7");
        if (expected == "Same")
            outputs["Merged"]!["mobile"]!.GetValue<string>().ShouldBe("07700 900123");
    }

    [Fact]
    public async Task Duplicates_in_a_list_are_merged_and_others_reviewed()
    {
        var (outcome, outputs) = await RunAsync(
            "FindDuplicateCustomers",
            """{"Customers":[{"customerId":"1","firstName":"Jane","lastName":"Marsh","email":"j@example.com"},{"customerId":"2","email":"J@EXAMPLE.com","phone":"02079460958"},{"customerId":"3","firstName":"Omar","lastName":"Dalton","phone":"020 7946 0958"},{"customerId":"4","firstName":"Zoë","lastName":"Quill"}],"DefaultCountry":"GB"}""");

        outcome.ShouldBe("To merge");
        outputs["Result"]!.AsArray().Count.ShouldBe(1);
        outputs["MergedList"]!.AsArray().Select(customer => customer!["customerId"]!.GetValue<string>()).ShouldBe(["1", "4"]);
    }

    private async Task SaveAsync(string name, string document) =>
        await harness.Services.GetRequiredService<IMappingTableStore>().SaveAsync(name, document, TimeProvider.System.GetUtcNow(), Token);

    private async Task<(string Outcome, JsonObject Outputs)> RunAsync(string activity, string inputs)
    {
        var run = await StartAsync(activity, inputs);
        var execution = run.Executions.Single(execution => execution.ActivityId == "Tested");
        run.Instance.Status.ShouldBe(InstanceStatus.Finished, WorkflowRun.Detail(execution, "exception")?.GetRawText());
        var outcomes = WorkflowRun.Detail(execution, "outcomes")!.Value;
        return (outcomes[0].GetString()!, JsonNode.Parse(WorkflowRun.Detail(execution, "outputs")?.GetRawText() ?? "{}")!.AsObject());
    }

    private async Task<string> FailAsync(string activity, string inputs)
    {
        var run = await StartAsync(activity, inputs);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        return WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == "Tested"), "exception")!.Value.GetProperty("message").GetString()!;
    }

    private async Task<WorkflowRun> StartAsync(string activity, string inputs)
    {
        var node = new JsonObject { ["id"] = "Tested", ["name"] = "Tested", ["type"] = $"ClarityConnect.{activity}", ["version"] = 1 };
        foreach (var (name, value) in JsonNode.Parse(inputs)!.AsObject())
            node[JsonNamingPolicy.CamelCase.ConvertName(name)] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value!.DeepClone() } };
        var definition = new JsonObject
        {
            ["definitionId"] = "tested", ["name"] = "Tested",
            ["root"] = new JsonObject { ["id"] = "Flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(node), ["connections"] = new JsonArray() },
        };
        await harness.PublishAsync(definition.ToJsonString(), Token);
        return await harness.RunAsync("tested", null, Token);
    }
}
