using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Signing_in : KashFlowTwin
{
    [Fact]
    public async Task The_test_call_says_which_company_and_that_soap_works_too()
    {
        var test = await Connection().TestAsync(Client, Ct);
        test.ShouldBe(new ConnectionTest(
            true, "KashFlow accepts api@sandbox.test of Sandbox Trading Ltd (company 1201), package Business. Its SOAP interface accepts api@sandbox.test too."));
    }

    [Fact]
    public async Task The_test_call_tells_rest_from_soap()
    {
        Action<KashFlowConnection> change = connection => connection.SoapPassword = new Secret("wrong");
        var test = await Connection(change).TestAsync(Connect(change), Ct);
        test.Succeeded.ShouldBeFalse();
        test.Message.ShouldStartWith("KashFlow accepts api@sandbox.test");
        test.Message.ShouldContain("which this connection uses for journals");
        test.Message.ShouldContain("Incorrect username or password");
    }

    [Fact]
    public async Task Many_calls_at_once_sign_in_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => KashFlowSetup.CurrenciesAsync(Client, Ct)));
        Company.SignIns.ShouldBe(1);
        Company.EndSessions();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => KashFlowSetup.CurrenciesAsync(Client, Ct)));
        Company.SignIns.ShouldBe(2);
    }

    [Fact]
    public async Task Every_position_of_the_memorable_word_is_answered()
    {
        for (var i = 0; i < 12; i++)
            await Client.SignInAsync(Ct);
        Company.SignIns.ShouldBe(12);
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_again_by_itself_so_that_nobody_is_locked()
    {
        var client = Connect(connection => connection.Password = new Secret("wrong"));
        var first = await Should.ThrowAsync<ActivityException>(() => KashFlowSetup.CurrenciesAsync(client, Ct));
        (first.Kind, first.VendorCode).ShouldBe((FailureKind.Unauthorized, "InvalidCredentials"));
        for (var i = 0; i < 10; i++)
            (await Should.ThrowAsync<ActivityException>(() => KashFlowSetup.CurrenciesAsync(client, Ct))).Message.ShouldContain("was not asked again");
        Host.Ledger.Find("kashflow", "sign in").Count.ShouldBe(1);
        Company.IsUserLocked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_who_corrects_it_can_test_at_once()
    {
        Company.IsUserLocked = true;
        (await Should.ThrowAsync<ActivityException>(() => Connection().TestAsync(Client, Ct))).Message.ShouldContain("unlock it in KashFlow");
        Company.IsUserLocked = false;
        (await Connection().TestAsync(Client, Ct)).Succeeded.ShouldBeTrue();
        (await KashFlowSetup.CurrenciesAsync(Client, Ct)).Select(currency => currency.Code).ShouldBe(["GBP", "EUR", "USD"]);
    }

    [Fact]
    public async Task A_memorable_word_that_is_too_short_is_said_to_be_so()
    {
        var client = Connect(connection => connection.MemorableWord = new Secret("ab"));
        (await Should.ThrowAsync<ActivityException>(() => client.SignInAsync(Ct))).Message.ShouldContain("the one in the connection has 2");
    }

    [Fact]
    public async Task A_session_that_is_refused_again_and_again_ends_with_a_failure_and_no_loop()
    {
        Host.Faults.Set(new Fault(FaultKind.InvalidSession) { System = "kashflow", Operation = "GET currencies" });
        (await Should.ThrowAsync<ActivityException>(() => KashFlowSetup.CurrenciesAsync(Client, Ct))).Kind.ShouldBe(FailureKind.Unauthorized);
        Host.Ledger.Find("kashflow", "GET currencies").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://api.kashflow.com/v2", false)]
    [InlineData("ftp://api.kashflow.com", true)]
    public void An_address_that_would_send_secrets_in_the_open_is_refused(string address, bool allowPrivate) => Should.Throw<ActivityException>(() => Connect(connection =>
    {
        connection.BaseAddress = address;
        connection.AllowPrivateAddresses = allowPrivate;
    })).Kind.ShouldBe(FailureKind.Misconfigured);
}
