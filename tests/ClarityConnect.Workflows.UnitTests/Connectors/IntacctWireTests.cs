using System.Net;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class IntacctWireTests : IDisposable
{
    private const string Control = "<control><status>success</status><senderid>ClarityMPP</senderid><controlid>req-7f3d0a2c</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion></control>";
    private const string Authentication = "<authentication><status>success</status><userid>ws_clarity</userid><companyid>ACME</companyid><locationid></locationid><sessiontimestamp>2099-11-20T01:05:11-08:00</sessiontimestamp><sessiontimeout>2099-11-20T07:05:11-08:00</sessiontimeout></authentication>";

    private static readonly XElement Record = XElement.Parse("<GLBATCH><JOURNAL>GJ</JOURNAL></GLBATCH>");

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Sign_in_and_create_are_written_in_the_order_of_the_vendors_kits()
    {
        http.Answer(SignedIn()).Answer(Result("<status>success</status><function>create</function><controlid>hps-je</controlid><data listtype=\"objects\" count=\"1\"><glbatch><RECORDNO>6721</RECORDNO></glbatch></data>"));
        (await Client(connection => connection.EntityId = "E100").WriteAsync(Write("hps-je"), Token)).ShouldBe("6721");

        Same(0, """
            <request><control><senderid>ClarityMPP</senderid><password>sender-secret</password><controlid>sign-in</controlid><uniqueid>false</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace></control>
            <operation transaction="false"><authentication><login><userid>ws_clarity</userid><companyid>ACME</companyid><password>user-secret</password><locationid>E100</locationid></login></authentication>
            <content><function controlid="sign-in"><getAPISession><locationid>E100</locationid></getAPISession></function></content></operation></request>
            """);
        Same(1, """
            <request><control><senderid>ClarityMPP</senderid><password>sender-secret</password><controlid>hps-je</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace></control>
            <operation transaction="true"><authentication><sessionid>S1</sessionid></authentication>
            <content><function controlid="hps-je"><create><GLBATCH><JOURNAL>GJ</JOURNAL></GLBATCH></create></function></content></operation></request>
            """);
        http.Requests[0].Address.AbsoluteUri.ShouldBe("https://api.intacct.com/ia/xml/xmlgw.phtml");
        http.Requests[1].Address.AbsoluteUri.ShouldBe("https://na12.intacct.com/ia/xml/xmlgw.phtml");
        http.Requests[1].Message.Content!.Headers.ContentType!.ToString().ShouldBe("application/xml");
        http.Requests.Select(request => request.Message.IsRepeatable()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_query_is_written_in_the_order_of_the_vendors_kits()
    {
        http.Answer(SignedIn()).Answer(Result("<status>success</status><function>query</function><controlid>query-1</controlid><data totalcount=\"0\" offset=\"0\" count=\"0\" numremaining=\"0\"/>"));
        var query = new IntacctQuery("GLBATCH", ["RECORDNO", "BATCHNO"])
        {
            Conditions = [IntacctCondition.Equal("JOURNAL", "GJ"), new() { Field = "STATE", Operator = IntacctOperator.IsNotNull }], OrderBy = ["BATCHNO", "-RECORDNO"],
        };
        (await Client().QueryAsync(query, Token)).ShouldBeEmpty();
        http.Requests[1].Message.IsRepeatable().ShouldBeTrue();
        var function = http.Xml(1).Descendants("query").Single();
        XNode.DeepEquals(function, Tight("""
            <query><select><field>RECORDNO</field><field>BATCHNO</field></select><object>GLBATCH</object>
            <filter><and><equalto><field>JOURNAL</field><value>GJ</value></equalto><isnotnull><field>STATE</field></isnotnull></and></filter>
            <orderby><order><field>BATCHNO</field><ascending/></order><order><field>RECORDNO</field><descending/></order></orderby><pagesize>1000</pagesize><offset>0</offset></query>
            """)).ShouldBeTrue(function.ToString());
    }

    [Theory]
    [InlineData("http://na12.intacct.com/ia/xml/xmlgw.phtml")]
    [InlineData("https://intacct.com.evil.example/xmlgw.phtml")]
    [InlineData("https://evilintacct.com/xmlgw.phtml")]
    [InlineData("nonsense")]
    public async Task A_session_elsewhere_is_refused_before_anything_is_sent_there(string endpoint)
    {
        http.Answer(SignedIn(endpoint));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().SignInAsync(Token));
        failure.Kind.ShouldBe(FailureKind.Misconfigured);
        http.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<response/>")]
    [InlineData("<response><control/></response>")]
    [InlineData("<response>" + Control + "</response>")]
    [InlineData("<response>" + Control + "<acknowledgement><status>success</status></acknowledgement></response>")]
    [InlineData("<response>" + Control + "<operation/></response>")]
    [InlineData("<response>" + Control + "<operation><authentication/></operation></response>")]
    [InlineData("<response>" + Control + "<operation>" + Authentication + "</operation></response>")]
    [InlineData("<response>" + Control + "<operation>" + Authentication + "<result><status>success</status></result></operation></response>")]
    [InlineData("<response>" + Control + "<operation>" + Authentication + "<result><function>x</function><controlid>y</controlid></result></operation></response>")]
    [InlineData("<response>" + Control + "<operation>")]
    [InlineData("<html><body>We will be back</body></html>")]
    [InlineData("")]
    public async Task An_answer_with_something_missing_leaves_a_write_open(string answer)
    {
        http.Answer(SignedIn()).Answer(answer);
        (await Should.ThrowAsync<ActivityException>(() => Client().WriteAsync(Write("k"), Token))).Kind.ShouldBe(FailureKind.OutcomeUnknown);
    }

    [Fact]
    public async Task Only_the_exact_word_success_is_success()
    {
        foreach (var status in new[] { "failure", "aborted", "Success", "partial" })
        {
            var http = new ScriptedHttp().Answer(SignedIn()).Answer(Result($"<status>{status}</status><function>create</function><controlid>k</controlid>"));
            (await Should.ThrowAsync<ActivityException>(() => Client(http: http).WriteAsync(Write("k"), Token))).Kind.ShouldBe(FailureKind.Rejected);
        }
    }

    [Fact]
    public async Task The_cause_is_told_apart_from_the_notice_of_the_rollback()
    {
        http.Answer(SignedIn()).Answer(Result("""
            <status>aborted</status><function>create</function><controlid>k</controlid><errormessage>
            <error><errorno>XL03000009</errorno><description></description><description2>The entire transaction in this operation has been rolled back due to an error.</description2><correction></correction></error>
            <error><errorno>BL01001973</errorno><description></description><description2>Invalid GL Account number &amp;#039;4999&amp;#039; &lt;b&gt;specified&lt;/b&gt;. [Support ID: SIM%7E1]</description2><correction>Check the account number.</correction></error></errormessage>
            """));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().WriteAsync(Write("k"), Token));
        (failure.VendorCode, failure.SupportId).ShouldBe(("BL01001973", "SIM%7E1"));
        failure.Message.ShouldBe("Intacct refused: Invalid GL Account number '4999' specified. Check the account number.");
        failure.VendorMessage.ShouldNotBeNull().ShouldContain("rolled back");
    }

    [Fact]
    public async Task A_failure_that_stored_records_names_them_and_leaves_the_outcome_open()
    {
        http.Answer(SignedIn()).Answer(Result("""
            <status>failure</status><function>create</function><controlid>k</controlid><data listtype="objects" count="1"><glbatch><RECORDNO>6721</RECORDNO></glbatch></data>
            <errormessage><error><errorno>BL01001973</errorno><description2>Could not create the second.</description2></error></errormessage>
            """));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().WriteAsync(Write("k"), Token));
        failure.Kind.ShouldBe(FailureKind.OutcomeUnknown);
        failure.Message.ShouldContain("6721");
    }

    [Fact]
    public async Task A_legacy_function_answers_with_a_key()
    {
        http.Answer(SignedIn()).Answer(Result("<status>success</status><function>create</function><controlid>k</controlid><key>77</key>"));
        (await Client().WriteAsync(Write("k"), Token)).ShouldBe("77");
    }

    [Theory]
    [InlineData("XL03000006", "Incorrect Intacct XML Partner ID or password.", FailureKind.Unauthorized)]
    [InlineData("XL03000003", "The request is malformed.", FailureKind.Rejected)]
    [InlineData("PL04000055", "This company is a demo that has expired.", FailureKind.Rejected)]
    [InlineData("GW-0001", "Cannot process. [Request ID: r-1]", FailureKind.Transient)]
    [InlineData("GW-0010", "Rate limit exceeded. [Request ID: r-1]", FailureKind.RateLimited)]
    [InlineData("GW-0011", "Tenant unknown.", FailureKind.Misconfigured)]
    [InlineData("GW-0012", "Token problem.", FailureKind.Unauthorized)]
    public async Task A_refusal_of_the_whole_request_is_told_by_number_and_level(string number, string text, FailureKind kind)
    {
        http.Answer($"<response><control><status>failure</status></control><errormessage><error><errorno>{number}</errorno><description/><description2>{text}</description2><correction/></error></errormessage></response>");
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().SignInAsync(Token));
        (failure.Kind, failure.VendorCode).ShouldBe((kind, number));
        if (text.Contains("Request ID", StringComparison.Ordinal))
            failure.SupportId.ShouldBe("r-1");
    }

    [Fact]
    public async Task The_longest_waiting_time_of_all_headers_counts()
    {
        http.Answer("", HttpStatusCode.TooManyRequests, ("Retry-After", "3"), ("X-IA-Throttle-RetryAfter", "11"), ("X-IA-TENANT-Throttle-Retry-After", "7"), ("X-IA-Minute-Rate-Limit", "900"));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().SignInAsync(Token));
        (failure.Kind, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(11)));
    }

    [Fact]
    public async Task What_was_never_sent_may_be_sent_again_and_what_lost_its_answer_may_not()
    {
        http.Answer(SignedIn())
            .Throw(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused."))
            .Throw(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."))
            .Throw(new TaskCanceledException("time-out", new TimeoutException()));
        var client = Client();
        (await Should.ThrowAsync<ActivityException>(() => client.WriteAsync(Write("k"), Token))).Kind.ShouldBe(FailureKind.Transient);
        (await Should.ThrowAsync<ActivityException>(() => client.WriteAsync(Write("k"), Token))).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Should.ThrowAsync<ActivityException>(() => client.WriteAsync(Write("k"), Token))).Kind.ShouldBe(FailureKind.OutcomeUnknown);
    }

    [Fact]
    public async Task A_key_longer_than_intacct_takes_is_not_sent()
    {
        (await Should.ThrowAsync<ActivityException>(() => Client().WriteAsync(Write(new string('x', 257)), Token))).Kind.ShouldBe(FailureKind.InvalidData);
        http.Requests.ShouldBeEmpty();
    }

    private static IntacctWrite Write(string key) => new("journal", key, new XElement("create", Record));

    private static string SignedIn(string endpoint = "https://na12.intacct.com/ia/xml/xmlgw.phtml") => Result(
        $"<status>success</status><function>getAPISession</function><controlid>sign-in</controlid><data><api><sessionid>S1</sessionid><endpoint>{endpoint}</endpoint><locationid></locationid></api></data>");

    private static string Result(string result) => $"<response>{Control}<operation>{Authentication}<result>{result}</result></operation></response>";

    private static XElement Tight(string xml) => XElement.Parse(xml.ReplaceLineEndings("").Replace("> <", "><", StringComparison.Ordinal));

    private void Same(int request, string expected) => XNode.DeepEquals(http.Xml(request), Tight(expected)).ShouldBeTrue(http.Requests[request].Body);

    private IntacctClient Client(Action<IntacctConnection>? change = null, ScriptedHttp? http = null)
    {
        var connection = new IntacctConnection
        {
            SenderId = "ClarityMPP", SenderPassword = new Secret("sender-secret"), CompanyId = "ACME", UserId = "ws_clarity", UserPassword = new Secret("user-secret"),
        };
        change?.Invoke(connection);
        return connection.CreateClient((http ?? this.http).Context());
    }
}
