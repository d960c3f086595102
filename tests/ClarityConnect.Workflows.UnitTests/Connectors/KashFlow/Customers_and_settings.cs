using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Choices;
using ClarityConnect.Workflows.Connectors.KashFlow.Customers;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Choices;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Customers_and_settings : KashFlowTwin
{
    private static Customer Jane => new()
    {
        CustomerId = "crm-9",
        Code = "JANE01",
        FirstName = "Jane",
        LastName = "Doe",
        Email = "jane@doe.test",
        Phone = "+442079460958",
        TaxNumber = "GB123456789",
        Currency = "EUR",
        BillingAddress = new Address { Line1 = "1 High Street", Line2 = "Floor 2", City = "Leeds", Region = "West Yorkshire", PostalCode = "LS1 4AP", CountryCode = "GB" },
        CustomFields = new Dictionary<string, string> { ["Fraud score"] = "12" },
    };

    [Fact]
    public async Task A_customer_is_created_once_and_comes_back_as_it_was_given()
    {
        (await Create().RunAsync()).Outcomes.ShouldBe(["Created"]);
        (await Create().RunAsync()).Outcomes.ShouldBe(["Already there"]);
        var found = (await Step(new FindCustomer(), new { CustomerCode = "jane01" }).RunAsync()).Output<Customer>("Result");
        (found.Code, found.CustomerId, found.FirstName, found.LastName, found.Company, found.Email, found.Phone, found.TaxNumber, found.Currency).ShouldBe(
            ("JANE01", "crm-9", "Jane", "Doe", "Jane Doe", "jane@doe.test", "+442079460958", "GB123456789", "EUR"));
        found.BillingAddress.ShouldBe(Jane.BillingAddress! with { Name = "Jane Doe" });
        found.CustomFields.ShouldBe(new Dictionary<string, string> { ["Fraud score"] = "12", ["Gateway reference"] = "" }, ignoreOrder: true);
        Company.CustomerCodes.ShouldBe(["ACME01", "JANE01"]);
    }

    [Fact]
    public async Task A_customer_is_found_by_the_other_systems_id_and_by_e_mail()
    {
        (await Step(new FindCustomer(), new { ExternalId = "CRM-1" }).RunAsync()).Output<Customer>("Result").Code.ShouldBe("ACME01");
        (await Step(new FindCustomer(), new { CustomerCode = "NOBODY", Email = "Buyer@Acme.test" }).RunAsync()).Output<Customer>("Result").Code.ShouldBe("ACME01");
        (await Step(new FindCustomer(), new { Email = "nobody@acme.test" }).RunAsync()).Outcomes.ShouldBe(["Not found"]);
        (await Should.ThrowAsync<ActivityException>(() => Step(new FindCustomer(), new { }).RunAsync())).Kind.ShouldBe(FailureKind.InvalidData);
    }

    [Fact]
    public async Task An_update_leaves_alone_what_is_not_given()
    {
        await Create().RunAsync();
        var step = await Step(new UpdateCustomer(), new { CustomerCode = "JANE01", Customer = new { email = "jane@new.test" } }).RunAsync();
        step.Outcomes.ShouldBe(["Updated"]);
        var found = (await Step(new FindCustomer(), new { CustomerCode = "JANE01" }).RunAsync()).Output<Customer>("Result");
        (found.Email, found.Phone, found.BillingAddress!.PostalCode, found.CustomFields["Fraud score"], found.CustomerId).ShouldBe(("jane@new.test", "+442079460958", "LS1 4AP", "12", "crm-9"));
        (await Step(new UpdateCustomer(), new { CustomerCode = "NOBODY", Customer = new { email = "x@y.test" } }).RunAsync()).Outcomes.ShouldBe(["Not found"]);
    }

    [Fact]
    public async Task Payment_facts_go_into_text_boxes_that_a_person_has_defined()
    {
        var fields = new Dictionary<string, string> { ["Fraud score"] = "7", ["gateway reference"] = "A1B2" };
        (await Step(new SetCustomerFields(), new { CustomerCode = "ACME01", Fields = fields }).RunAsync()).Outcomes.ShouldBe(["Set"]);
        Company.TextBoxesOf("ACME01").ShouldBe(new Dictionary<string, string> { ["Fraud score"] = "7", ["Gateway reference"] = "A1B2" }, ignoreOrder: true);
        (await Step(new SetCustomerFields(), new { CustomerCode = "ACME01", Fields = fields }).RunAsync()).Outcomes.ShouldBe(["Set"]);
        Host.Ledger.Find("kashflow", "update customer").Count.ShouldBe(1, "the same values again are not sent");
        fields["Address check"] = "MATCHED";
        var failure = await Should.ThrowAsync<ActivityException>(() => Step(new SetCustomerFields(), new { CustomerCode = "ACME01", Fields = fields }).RunAsync());
        (failure.Kind, failure.Message.Contains("no custom text box 'Address check'", StringComparison.Ordinal)).ShouldBe((FailureKind.Rejected, true));
        (await Step(new SetCustomerFields(), new { CustomerCode = "NOBODY", Fields = fields }).RunAsync()).Outcomes.ShouldBe(["Customer not found"]);
    }

    [Fact]
    public async Task Missing_text_boxes_are_named_with_what_to_do()
    {
        (await Step(new CheckCustomFields(), new { FieldNames = new[] { "fraud score" } }).RunAsync()).Outcomes.ShouldBe(["All defined"]);
        var step = await Step(new CheckCustomFields(), new { FieldNames = new[] { "Fraud score", "Address check" } }).RunAsync();
        step.Outcomes.ShouldBe(["Missing"]);
        step.Output<string[]>("Result").ShouldBe(["Address check"]);
        step.Output<string>("Advice").ShouldContain("add them in KashFlow");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_customer_whose_answer_was_lost_is_there_once(FaultKind fault, int status)
    {
        var client = Connect(isImpatient: fault == FaultKind.Hang);
        Lose("create customer", fault, status, afterCommit: false);
        (await Should.ThrowAsync<ActivityException>(() => Create(client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Create(client).ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        Lose("create customer", fault, status, afterCommit: true);
        (await Should.ThrowAsync<ActivityException>(() => Create(client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Create(client).ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        Company.CustomerCodes.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_change_whose_answer_was_lost_is_made_again_and_is_the_same_change(FaultKind fault, int status)
    {
        var client = Connect(isImpatient: fault == FaultKind.Hang);
        foreach (var afterCommit in (bool[])[false, true])
        {
            var score = afterCommit ? "8" : "7";
            ActivityRun Set() => Step(new SetCustomerFields(), new { CustomerCode = "ACME01", Fields = new Dictionary<string, string> { ["Fraud score"] = score } }, client);
            Lose("update customer", fault, status, afterCommit);
            (await Should.ThrowAsync<ActivityException>(() => Set().RunAsync())).Kind.ShouldBeOneOf(FailureKind.Transient, FailureKind.OutcomeUnknown);
            (await Set().RunAsync()).Outcomes.ShouldBe(["Set"]);
            Company.TextBoxesOf("ACME01")!["Fraud score"].ShouldBe(score);

            ActivityRun Update() => Step(new UpdateCustomer(), new { CustomerCode = "ACME01", Customer = new { phone = $"+44207946090{score}" } }, client);
            Lose("update customer", fault, status, afterCommit);
            (await Should.ThrowAsync<ActivityException>(() => Update().RunAsync())).Kind.ShouldBeOneOf(FailureKind.Transient, FailureKind.OutcomeUnknown);
            (await Update().RunAsync()).Outcomes.ShouldBe(["Updated"]);
        }

        var found = (await Step(new FindCustomer(), new { CustomerCode = "ACME01" }).RunAsync()).Output<Customer>("Result");
        (found.Phone, found.Email, found.CustomFields["Fraud score"]).ShouldBe(("+442079460908", "buyer@acme.test", "8"));
        Company.CustomerCodes.ShouldBe(["ACME01"]);
    }

    [Fact]
    public async Task Settings_are_listed()
    {
        (await Step(new ListNominalCodes(), new { }).RunAsync()).Output<NominalCode[]>("Result")[4].ShouldBe(new NominalCode("880105", "4000", "Sale of Goods", "Turnover", false));
        (await Step(new ListVatRates(), new { }).RunAsync()).Output<VatRate[]>("Result").ShouldBe([new VatRate(20, "Standard"), new VatRate(5, "Reduced"), new VatRate(0, "Zero")]);
        (await Step(new ListCurrencies(), new { }).RunAsync()).Output<KashFlowCurrency[]>("Result")[1].ShouldBe(new KashFlowCurrency("EUR", "Euro", 0.86m));
        foreach (var service in new[] { KashFlowService.Rest, KashFlowService.Soap })
        {
            var client = Connect(connection => connection.PaymentsBy = service);
            (await Step(new ListPaymentMethods(), new { }, client).RunAsync()).Output<SetupEntry[]>("Result")[0].ShouldBe(new SetupEntry("409844", "Credit Card"));
            (await Step(new ListBankAccounts(), new { }, client).RunAsync()).Output<SetupEntry[]>("Result")[0].ShouldBe(new SetupEntry("55166", "Card clearing"));
        }
    }

    [Fact]
    public async Task Drop_downs_show_what_the_company_has()
    {
        var context = new Drawn(Client, Ct);
        (await new NominalChoices().ListAsync(context))[0].ShouldBe(new Choice("1100", "1100 – Trade Debtors"));
        (await new PaymentMethodChoices().ListAsync(context))[0].ShouldBe(new Choice("Credit Card"));
        (await new BankAccountChoices().ListAsync(context))[0].ShouldBe(new Choice("Card clearing"));
        (await new CurrencyChoices().ListAsync(context))[0].ShouldBe(new Choice("GBP", "GBP – Pound sterling"));
        (await new VatRateChoices().ListAsync(context))[0].ShouldBe(new Choice("20", "20 % – Standard"));
    }

    private ActivityRun Create(KashFlowClient? client = null) => Step(new CreateCustomer(), new { Customer = Jane }, client);

    private sealed class Drawn(KashFlowClient client, CancellationToken cancellationToken) : ChoiceContext
    {
        public override CancellationToken CancellationToken => cancellationToken;

        public override string? Get(string input) => null;

        public override ValueTask<TClient> GetClientAsync<TClient>(string input = "Connection") => ValueTask.FromResult((TClient)(object)client);

        public override T GetService<T>() => throw new NotSupportedException();
    }
}
