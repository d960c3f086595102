using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Contacts_are_brought_into_one_form
{
    private static readonly string[] Pieces =
    [
        "12", " ", "  ", "HIGH", "street", "O'BRIEN", "st mary's", "PO BOX 7", "5TH AVE", "upon", "ß", "İ", "ﬁ", "ǆ", "é", "ny", "New York", "GB", "uk", "u.k.", "USA", "the netherlands",
        "sw1a1aa", "SW1A 1AA", "10014", "100142718", "k1a0b1", "+", "44", "(0)", "0", "20 7946 0958", "(212) 555-0123", "x12", "ext. 9", "353", "00", "@", ".", "-", "Example.COM", "mailto:", "<a@b.ie>", "jane", "\t", "\u00a0", "日本",
    ];

    private static Gen<string?> AnyText() => Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(pieces => (string?)string.Concat(pieces)),
        ArbMap.Default.GeneratorFor<string?>());

    [Theory]
    [InlineData("sw1a1aa", "GB", "SW1A 1AA")]
    [InlineData(" m1  1ae ", "GB", "M1 1AE")]
    [InlineData("EC1A1BB", "GB", "EC1A 1BB")]
    [InlineData("100142718", "US", "10014-2718")]
    [InlineData("10014 - 2718", "US", "10014-2718")]
    [InlineData("10014", "US", "10014")]
    [InlineData("k1a0b1", "CA", "K1A 0B1")]
    [InlineData("d02x285", "IE", "D02 X285")]
    [InlineData("75001", "FR", "75001")]
    public void Postcodes_are_written_as_their_country_does(string given, string country, string expected)
    {
        PostalCodes.Normalise(given, country).ShouldBe(expected);
        PostalCodes.IsValid(expected, country).ShouldBeTrue();
    }

    [Theory]
    [InlineData("SW1A 1CA", "GB")]
    [InlineData("QA1 1AA", "GB")]
    [InlineData("2134", "US")]
    [InlineData("1234A", "US")]
    [InlineData("D1A 0B1", "CA")]
    public void Impossible_postcodes_are_kept_and_reported(string given, string country)
    {
        var (address, problems) = Addresses.Normalise(new Address { PostalCode = given, CountryCode = country });
        address.PostalCode.ShouldBe(given);
        problems.ShouldHaveSingleItem().ShouldStartWith($"Postcode: '{given}' is no postcode of {country}. One looks as ");
    }

    [Theory]
    [InlineData("uk", "GB")]
    [InlineData("United Kingdom", "GB")]
    [InlineData("GBR", "GB")]
    [InlineData("england", "GB")]
    [InlineData("U.S.A.", "US")]
    [InlineData("the United States of America", "US")]
    [InlineData("Ireland", "IE")]
    [InlineData("Cote d'Ivoire", "CI")]
    [InlineData("Deutschland", "DE")]
    [InlineData("Bosnia & Herzegovina", "BA")]
    [InlineData("Atlantis", null)]
    public void Countries_have_many_names(string given, string? code) => Countries.CodeOf(given).ShouldBe(code);

    [Fact]
    public void Each_country_is_there_once_with_its_three_letters()
    {
        var rows = CountryData.Rows.Split('\n').Select(row => row.Trim().Split('|')).ToList();
        rows.Count.ShouldBe(249);
        rows.ShouldAllBe(row => row[0].Length == 2 && row[1].Length == 3 && Countries.CodeOf(row[0]) == row[0] && Countries.CodeOf(row[1]) == row[0] && Countries.CodeOf(row[2]) == row[0]);
    }

    [Fact]
    public void An_American_address_gets_its_codes()
    {
        var (address, problems) = Addresses.Normalise(
            new Address { Line1 = "  350   5TH AVE ", Line3 = "SUITE 21B", City = "NEW YORK", Region = "new york", PostalCode = "101180110", CountryCode = "usa" });
        problems.ShouldBeEmpty();
        address.ShouldBe(new Address { Line1 = "350 5th Ave", Line2 = "Suite 21B", City = "New York", Region = "NY", PostalCode = "10118-0110", CountryCode = "US" });
    }

    [Fact]
    public void A_British_address_keeps_what_somebody_wrote_with_care()
    {
        var (address, problems) = Addresses.Normalise(
            new Address { Line1 = "flat 2, st mary's court", Line2 = "McDonald House", City = "STRATFORD UPON AVON", Region = "warwickshire", PostalCode = "cv376ba" }, "United Kingdom");
        problems.ShouldBeEmpty();
        address.ShouldBe(new Address { Line1 = "Flat 2, St Mary's Court", Line2 = "McDonald House", City = "Stratford upon Avon", Region = "Warwickshire", PostalCode = "CV37 6BA", CountryCode = "GB" });
    }

    [Fact]
    public void What_is_not_understood_is_kept_and_named()
    {
        var (address, problems) = Addresses.Normalise(new Address { Region = "Kent", PostalCode = "10014", CountryCode = "US" });
        (address.Region, address.PostalCode).ShouldBe(("Kent", "10014"));
        problems.ShouldBe(["State: 'Kent' is no state of US. Give its name or two-letter code."]);
        Addresses.Normalise(new Address { CountryCode = "Atlantis" }).Problems.ShouldBe(["Country: 'Atlantis' is no country. Give its name or two-letter code, such as GB."]);
    }

    [Theory]
    [InlineData("020 7946 0958", "GB", "+442079460958")]
    [InlineData("+44 (0)20 7946-0958", "US", "+442079460958")]
    [InlineData("0044 20 7946 0958", "GB", "+442079460958")]
    [InlineData("44 7700 900123", "GB", "+447700900123")]
    [InlineData("07700 900123", "England", "+447700900123")]
    [InlineData("(212) 555-0123", "US", "+12125550123")]
    [InlineData("1-212-555-0123", "CA", "+12125550123")]
    [InlineData("212.555.0123", "US", "+12125550123")]
    [InlineData("011 44 20 7946 0958", "US", "+442079460958")]
    [InlineData("01 234 5678", "IE", "+35312345678")]
    [InlineData("085 123 4567", "IE", "+353851234567")]
    [InlineData("+49 30 901820", null, "+4930901820")]
    [InlineData("00 33 1 42 68 53 00", null, "+33142685300")]
    public void Telephone_numbers_become_international(string given, string? country, string expected)
    {
        var phone = PhoneNumbers.Normalise(given, country);
        phone.Number.ShouldBe(expected, phone.Problem);
        phone.IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("020 7946", "GB", "'020 7946' is no telephone number of GB. One looks as 020 7946 0958.")]
    [InlineData("911", "US", "'911' is no telephone number of US. One looks as (212) 555-0123.")]
    [InlineData("212 155 0123", "US", "'212 155 0123' is no telephone number of US. One looks as (212) 555-0123.")]
    [InlineData("555 0123", null, "'555 0123' has no calling code, and no country with known numbers is given. Write it as +44…, or give the country.")]
    [InlineData("call me", "GB", "'call me' is no telephone number: it holds more than digits, spaces and ( ) - . / +.")]
    [InlineData("+1 212 55", "GB", "'+1 212 55' is no telephone number: after the plus come a calling code and a number of that country, 7 to 15 digits together.")]
    public void Impossible_numbers_are_kept_and_named(string given, string? country, string problem)
    {
        var phone = PhoneNumbers.Normalise(given, country);
        (phone.Number, phone.Problem).ShouldBe((given, problem));
    }

    [Fact]
    public void An_extension_is_kept_apart()
    {
        var phone = PhoneNumbers.Normalise("(212) 555-0123 ext. 42", "US");
        (phone.Number, phone.Extension).ShouldBe(("+12125550123", "42"));
    }

    [Theory]
    [InlineData(" Jane.Doe@Example.COM ", "Jane.Doe@example.com")]
    [InlineData("mailto:jane@example.com", "jane@example.com")]
    [InlineData("Jane Doe <jane@example.com>", "jane@example.com")]
    [InlineData("o'brien+till@shop.example.co.uk", "o'brien+till@shop.example.co.uk")]
    public void Email_addresses_get_one_form(string given, string expected) => EmailAddresses.Normalise(given).ShouldBe(new EmailAddress(expected, null));

    [Theory]
    [InlineData("jane")]
    [InlineData("jane@example")]
    [InlineData("jane..doe@example.com")]
    [InlineData("jane@-example.com")]
    [InlineData("@example.com")]
    public void What_is_no_email_address_is_kept_and_named(string given) =>
        EmailAddresses.Normalise(given).ShouldBe(new EmailAddress(given, $"'{given}' is no e-mail address. One looks as name@example.com."));

    [Fact]
    public void Doing_it_twice_changes_nothing_more()
    {
        var any = from texts in AnyText().ListOf(11) from country in Gen.Elements("GB", "US", "IE", null) select (Texts: texts.ToList(), Country: country);
        Prop.ForAll(any.ToArbitrary(), given =>
        {
            var t = given.Texts;
            var once = Customers.Normalise(
                new Customer
                {
                    FirstName = t[0], Email = t[1], Phone = t[2], Mobile = t[3],
                    BillingAddress = new Address { Line1 = t[4], Line2 = t[5], Line3 = t[6], City = t[7], Region = t[8], PostalCode = t[9], CountryCode = t[10] },
                },
                given.Country);
            var twice = Customers.Normalise(once.Customer, given.Country);
            twice.Customer.ShouldBe(once.Customer with { CustomFields = twice.Customer.CustomFields });
            twice.Problems.ShouldBe(once.Problems);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Merging_fills_only_what_is_empty()
    {
        var merged = CustomerMerge.Merge(
            new Customer { CustomerId = "1", FirstName = "Jane", Email = "", CustomFields = new Dictionary<string, string> { ["tier"] = "gold" } },
            [new Customer { CustomerId = "2", FirstName = "J.", Email = "jane@example.com", CustomFields = new Dictionary<string, string> { ["tier"] = "none", ["since"] = "2020" } }]);
        (merged.CustomerId, merged.FirstName, merged.Email).ShouldBe(("1", "Jane", "jane@example.com"));
        merged.CustomFields.ShouldBe(new Dictionary<string, string> { ["tier"] = "gold", ["since"] = "2020" });
    }
}
