using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Intacct_envelope : SimulatorTest
{
    private const string AnyFunction = "<function controlid=\"f1\"><query><object>LOCATION</object><select><field>NAME</field></select></query></function>";

    [Fact]
    public async Task A_good_request_has_three_successes_and_repeats_its_ids()
    {
        var response = await IntacctAsync(Request(AnyFunction));
        var control = response.Element("control")!;
        Status(control).ShouldBe("success");
        control.Element("controlid")!.Value.ShouldBe("req-7f3d0a2c");
        control.Element("uniqueid")!.Value.ShouldBe("false");
        var authentication = response.Element("operation")!.Element("authentication")!;
        Status(authentication).ShouldBe("success");
        authentication.Element("companyid")!.Value.ShouldBe("SANDBOX");
        authentication.Element("sessiontimeout")!.Value.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$");
        var result = response.Element("operation")!.Element("result")!;
        Status(result).ShouldBe("success");
        result.Element("controlid")!.Value.ShouldBe("f1");
    }

    [Theory]
    [InlineData("this is not xml")]
    [InlineData("<request><control>")]
    [InlineData("<response/>")]
    [InlineData("<request><control><senderid>a</senderid></control></request>")]
    public async Task What_is_not_a_request_fails_at_the_control_level(string body)
    {
        var response = await IntacctAsync(body);
        Status(response.Element("control")!).ShouldBe("failure");
        response.Element("operation").ShouldBeNull();
        Errors(response).ShouldHaveSingleItem().ShouldStartWith("XL03000003");
    }

    [Theory]
    [InlineData("Somebody", "sandbox-sender-secret")]
    [InlineData("ClaritySandbox", "wrong")]
    public async Task Another_sender_fails_at_the_control_level_before_anything_else(string sender, string password)
    {
        var response = await IntacctAsync(Request(AnyFunction, Login("wrong too"), sender: sender, senderPassword: password));
        Status(response.Element("control")!).ShouldBe("failure");
        response.Element("operation").ShouldBeNull();
        Errors(response).ShouldBe(["XL03000006: Incorrect Intacct XML Partner ID or password."]);
    }

    [Theory]
    [InlineData("wrong", "")]
    [InlineData("sandbox-user-secret", "<locationid>999</locationid>")]
    public async Task A_wrong_sign_in_fails_at_the_authentication_level(string password, string location)
    {
        var response = await IntacctAsync(Request(AnyFunction, Login(password, location)));
        Status(response.Element("control")!).ShouldBe("success");
        var operation = response.Element("operation")!;
        Status(operation.Element("authentication")!).ShouldBe("failure");
        operation.Element("result").ShouldBeNull();
        Errors(operation).ShouldHaveSingleItem().ShouldStartWith("XL03000006");
    }

    [Fact]
    public async Task A_session_carries_its_entity_and_slides_with_use()
    {
        var api = (await FunctionAsync("<getAPISession><locationid>200</locationid></getAPISession>")).Descendants("api").Single();
        api.Element("endpoint")!.Value.ShouldBe(Host.IntacctEndpoint.ToString());
        api.Element("locationid")!.Value.ShouldBe("200");
        var session = $"<sessionid>{api.Element("sessionid")!.Value}</sessionid>";
        for (var i = 0; i < 3; i++)
        {
            Time.Ahead += TimeSpan.FromHours(5);
            var authentication = (await IntacctAsync(Request(AnyFunction, session))).Element("operation")!.Element("authentication")!;
            Status(authentication).ShouldBe("success");
            authentication.Element("locationid")!.Value.ShouldBe("200");
        }
        Time.Ahead += TimeSpan.FromHours(6);
        var late = (await IntacctAsync(Request(AnyFunction, session))).Element("operation")!;
        Errors(late).ShouldHaveSingleItem().ShouldContain("Invalid session");
    }

    [Fact]
    public async Task An_unknown_session_is_invalid() =>
        Errors((await IntacctAsync(Request(AnyFunction, "<sessionid>made-up</sessionid>"))).Element("operation")!)
            .ShouldHaveSingleItem().ShouldContain("Invalid session");

    [Fact]
    public async Task A_policy_id_gets_an_acknowledgement_instead_of_results()
    {
        var response = await IntacctAsync(Request(AnyFunction, control: "<policyid>async</policyid>"));
        Status(response.Element("acknowledgement")!).ShouldBe("success");
        response.Element("operation").ShouldBeNull();
    }

    [Fact]
    public async Task A_control_id_is_executed_once_when_ids_are_unique_which_is_the_default()
    {
        Task<System.Xml.Linq.XElement> Send(bool? uniqueId, string reference, string id = "je-1") =>
            IntacctAsync(Request($"<function controlid=\"{id}\">{Create(Batch(reference))}</function>", uniqueId: uniqueId));
        Status(Result(await Send(null, "A"))).ShouldBe("success");
        Errors(Result(await Send(null, "A"))).ShouldHaveSingleItem().ShouldStartWith("SIM-DUP-CONTROLID");
        Errors(Result(await Send(true, "A"))).ShouldHaveSingleItem().ShouldStartWith("SIM-DUP-CONTROLID");
        Host.Intacct.TimesPosted("GJ", "A").ShouldBe(1);
        Status(Result(await Send(false, "A"))).ShouldBe("success");
        Host.Intacct.PostedTwice.ShouldHaveSingleItem().Times.ShouldBe(2);
    }

    [Fact]
    public async Task A_control_id_that_failed_may_be_used_again()
    {
        Status(await FunctionAsync(Create(Batch(account: "9999")), "je-2", uniqueId: true)).ShouldBe("failure");
        Status(await FunctionAsync(Create(Batch()), "je-2", uniqueId: true)).ShouldBe("success");
    }

    [Theory]
    [InlineData("<create_gltransaction/>", "XL03000003")]
    [InlineData("<create><VENDOR/></create>", "PL04000005")]
    [InlineData("<query><object>APBILL</object><select><field>RECORDNO</field></select></query>", "PL04000005")]
    public async Task What_the_simulator_lacks_is_refused(string function, string number)
    {
        var result = await FunctionAsync(function);
        Status(result).ShouldBe("failure");
        Errors(result)[0].ShouldStartWith(number);
    }

    private static System.Xml.Linq.XElement Result(System.Xml.Linq.XElement response) => response.Element("operation")!.Element("result")!;
}
