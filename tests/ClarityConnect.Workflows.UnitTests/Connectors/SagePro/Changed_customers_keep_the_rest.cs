using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Customers;
using ClarityConnect.Workflows.Sdk.Canonical;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.SagePro;

/// <summary>A customer who comes from a system that knows less does not lose what Sage Pro knows.</summary>
public sealed class Changed_customers_keep_the_rest
{
    private static readonly StagedCustomer Held = new()
    {
        Custno = "C00001", Company = "Alder Coffee Company", Contact = "Ruth Alder", Address1 = "1 Main Street", Address2 = "Back yard", City = "Portland", Addrstate = "OR", Zip = "97201",
        Country = "USA", Phone = "(503) 555-0101", Email = "ruth@alder.example; orders@alder.example",
    };

    [Fact]
    public void What_is_empty_stays()
    {
        var change = Change(new Customer { Code = "C00001", FirstName = "Ruth", LastName = "Birch", Email = "RUTH@alder.example", BillingAddress = new Address { CountryCode = "US" } });

        change.Over(Held).ShouldBe(Held with { Contact = "Ruth Birch" });
    }

    [Fact]
    public void An_address_is_another_as_a_whole_street()
    {
        var change = Change(new Customer { Code = "C00001", Company = "Alder Tea", BillingAddress = new Address { Line1 = "2 Oak Road", City = "Salem", Region = "OR", PostalCode = "97301", CountryCode = "CA" }, Email = "new@alder.example", Phone = "+15035550199" });

        change.Over(Held).ShouldBe(new StagedCustomer
        {
            Custno = "C00001", Company = "Alder Tea", Contact = "Ruth Alder", Address1 = "2 Oak Road", Address2 = "", City = "Salem", Addrstate = "OR", Zip = "97301",
            Country = "CA", Phone = "+15035550199", Email = "new@alder.example",
        });
    }

    [Theory]
    [InlineData("Ruth Alder", "Ruth Alder", "Ruth Birch")]
    [InlineData("Ruth Alder", "", "Ruth Birch")]
    [InlineData("Alder Coffee Company", "Ruth Alder", "Alder Coffee Company")]
    public void A_person_is_named_anew_and_a_company_is_not(string company, string contact, string expected) =>
        Change(new Customer { Code = "C00001", FirstName = "Ruth", LastName = "Birch" }).Over(Held with { Company = company, Contact = contact }).Company.ShouldBe(expected);

    [Fact]
    public void Otherwise_a_change_is_written_as_before()
    {
        var plain = CustomerMapping.Write(new Customer { Code = "C00001", LastName = "Birch" }, keepsEmpty: false);

        (plain.KeepsEmpty, plain.IsPerson, plain.Company).ShouldBe((null, null, "Birch"));
    }

    private static StagedCustomer Change(Customer customer) => CustomerMapping.Write(customer, keepsEmpty: true);
}
