using ClarityConnect.Workflows.Engine.Duplicates;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Tests.Customers;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Duplicates;

public sealed class Duplicate_customers_are_found
{
    private static readonly Customer Jane = new()
    {
        CustomerId = "1", FirstName = "Jane", LastName = "Fairbrother", Email = "jane.fairbrother@example.com", Phone = "020 7946 0958",
        BillingAddress = new() { Line1 = "12 High Street", City = "Leeds", PostalCode = "LS1 4AB", CountryCode = "GB" },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Generated_duplicates_are_found_and_others_are_left_alone(int seed)
    {
        var customers = LabelledCustomers.Generate(8_000, seed);

        var quality = MatchingQuality.Of(customers, CustomerMatching.FindDuplicates(customers.Select(customer => customer.Customer), "GB"));

        quality.Pairs.ShouldBeGreaterThan(1_500);
        quality.Precision.ShouldBeGreaterThanOrEqualTo(0.99, string.Join('\n', [quality.ToString(), .. quality.Mistakes]));
        quality.Recall.ShouldBeGreaterThanOrEqualTo(0.95, quality.ToString());
        quality.MergePrecision.ShouldBeGreaterThanOrEqualTo(0.995, quality.ToString());
        quality.Review.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_same_email_in_another_case_is_the_same() =>
        Kind(Jane with { Email = " JANE.Fairbrother@EXAMPLE.com", Phone = null, BillingAddress = null }).ShouldBe(CustomerMatchKind.Same);

    [Fact]
    public void The_same_telephone_in_another_form_is_the_same()
    {
        var match = Find(Jane with { FirstName = "J.", Email = null, Phone = "+44 (0)20 7946-0958", BillingAddress = null }).ShouldHaveSingleItem();

        (match.Customer.CustomerId, match.Kind).ShouldBe(("1", CustomerMatchKind.Same));
        match.Reasons.ShouldBe(["same telephone"]);
    }

    [Fact]
    public void A_similar_name_at_the_same_address_is_probable()
    {
        var match = Find(Jane with { LastName = "Fairbrothr", Email = null, Phone = null, BillingAddress = Jane.BillingAddress! with { Line1 = "12 High St", PostalCode = "ls14ab" } }).ShouldHaveSingleItem();

        match.Kind.ShouldBe(CustomerMatchKind.Probable);
        match.Reasons.ShouldBe(["similar name", "same address"]);
    }

    [Fact]
    public void A_short_name_counts_as_the_name() =>
        Find(new Customer { FirstName = "Bob", LastName = "Marsh", BillingAddress = Jane.BillingAddress }, Jane with { FirstName = "Robert", LastName = "Marsh" })
            .ShouldHaveSingleItem().Kind.ShouldBe(CustomerMatchKind.Probable);

    [Fact]
    public void People_of_one_household_are_two() =>
        Find(Jane with { FirstName = "Oliver", Email = "oliver@example.com" }).ShouldBeEmpty();

    [Fact]
    public void A_shared_telephone_with_another_name_is_for_a_person_to_decide()
    {
        var match = Find(new Customer { FirstName = "Oliver", LastName = "Pemberton", Phone = "02079460958" }).ShouldHaveSingleItem();

        match.Kind.ShouldBe(CustomerMatchKind.Probable);
        match.Reasons.ShouldBe(["same telephone", "but the names differ"]);
    }

    [Fact]
    public void The_same_name_alone_says_nothing() => Find(new Customer { FirstName = "Jane", LastName = "Fairbrother" }).ShouldBeEmpty();

    [Fact]
    public void A_placeholder_that_many_have_says_nothing()
    {
        var many = Enumerable.Range(0, 30).Select(number => Jane with { CustomerId = $"{number}", FirstName = $"First{(char)('a' + number)}", LastName = $"Last{(char)('a' + number)}", Email = "none@example.com", BillingAddress = null });

        new CustomerMatching(many, "GB").Find(new Customer { FirstName = "Zara", LastName = "Quill", Email = "none@example.com" }).ShouldBeEmpty();
    }

    [Fact]
    public void Records_that_a_third_one_connects_are_one_group()
    {
        var report = CustomerMatching.FindDuplicates(
            [Jane, Jane with { CustomerId = "2", Email = null }, Jane with { CustomerId = "3", Phone = null, BillingAddress = null }, new() { CustomerId = "4", FirstName = "Ann" }], "GB");

        report.Groups.ShouldHaveSingleItem().ShouldBe([0, 1, 2]);
        report.ToReview.ShouldBeEmpty();
    }

    private static CustomerMatchKind Kind(Customer customer) => Find(customer).ShouldHaveSingleItem().Kind;

    private static IReadOnlyList<CustomerMatch> Find(Customer customer, Customer? known = null) => new CustomerMatching([known ?? Jane], "GB").Find(customer);
}
