using ClarityConnect.Workflows.Connectors.Intacct.Customers;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class Customers_go_both_ways
{
    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task A_customer_is_made_found_and_changed(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        await (await twin.WriteAsync("customer", api)).RunAsync();
        var find = new FindCustomer();
        var found = await twin.Run(find, new { Email = "ada@example.com", CustomFields = new[] { "HEARTLAND_ID" } }, api).RunAsync();
        found.Outcomes.ShouldBe(["Found"]);
        var customer = found.Output(find.Customer);
        (customer.CustomerId, customer.FirstName, customer.LastName, customer.Phone, customer.CustomFields["HEARTLAND_ID"]).ShouldBe(("HL-7", "Ada", "Byron", "+12015550123", "7"));
        customer.BillingAddress.ShouldBe(new Address { Line1 = "1 Main St", City = "Austin", Region = "TX", PostalCode = "78701", CountryCode = "US" });
        twin.Host.Intacct.Customers.Single(c => c.Key == "HL-7")["DISPLAYCONTACT.PRINTAS"].ShouldBe("Ada Byron (HL-7)");

        (await twin.Run(new UpdateCustomer(), new { CustomerId = "HL-7", Customer = new { phone = "+15125550100" } }, api).RunAsync()).Outcomes.ShouldBe(["Done"]);
        var changed = twin.Host.Intacct.Customers.Single(c => c.Key == "HL-7");
        (changed["DISPLAYCONTACT.PHONE1"], changed["DISPLAYCONTACT.EMAIL1"], changed["NAME"]).ShouldBe(("+15125550100", "ada@example.com", "Ada Byron"));
        (await twin.Run(new UpdateCustomer(), new { CustomerId = "NOBODY", Customer = new { phone = "1" } }, api).RunAsync()).Outcomes.ShouldBe(["Not found"]);
    }

    [Fact]
    public async Task Another_customer_with_the_same_email_is_a_duplicate()
    {
        await using var twin = await IntacctTwin.StartAsync();
        await (await twin.WriteAsync("customer", "XmlGateway")).RunAsync();
        var create = new CreateCustomer();
        var run = await twin.Run(create, new { CustomerId = "HL-8", Customer = IntacctTwin.Ada }).RunAsync();
        run.Outcomes.ShouldBe(["Duplicate"]);
        run.Output(create.Result).Customer.CustomerId.ShouldBe("HL-7");
        twin.Host.Intacct.MadeTwice.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task Only_changes_of_other_people_start_a_workflow(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var trigger = new CustomerChanged();
        var first = await PollAsync(trigger, twin.Client(api), null);
        first.Events.ShouldBeEmpty();

        await (await twin.WriteAsync("customer", api)).RunAsync();
        var own = await PollAsync(trigger, twin.Client(api), first.Cursor);
        own.Events.ShouldBeEmpty();
        own.Cursor.ShouldNotBeNull();

        twin.Host.Intacct.EditCustomer("HL-7", new Dictionary<string, string> { ["DISPLAYCONTACT.CELLPHONE"] = "+15125550111" });
        var person = await PollAsync(trigger, twin.Client(api), own.Cursor);
        var change = person.Events.ShouldHaveSingleItem();
        change.Payload.ShouldBeOfType<Customer>().Mobile.ShouldBe("+15125550111");
        // The overlap finds it again under the same id, which is taken only once.
        (await PollAsync(trigger, twin.Client(api), person.Cursor)).Events.ShouldHaveSingleItem().Id.ShouldBe(change.Id);
    }

    private static async Task<PollResult> PollAsync(PollingTrigger trigger, object client, object? cursor) =>
        await trigger.PollAsync(new Poll(client, cursor, TimeProvider.System), TestContext.Current.CancellationToken);
}
