using System.Collections.Frozen;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>States and provinces that have a code in addresses: those of the United States and Canada.</summary>
public static class Regions
{
    private const string UnitedStates =
        "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,DC Washington DC,FL Florida,"
        + "GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,"
        + "MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,"
        + "NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,"
        + "TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WA Washington State,WV West Virginia,WI Wisconsin,WY Wyoming,AS American Samoa,GU Guam,"
        + "MP Northern Mariana Islands,PR Puerto Rico,VI US Virgin Islands,VI Virgin Islands,UM US Minor Outlying Islands,AA Armed Forces Americas,AE Armed Forces Europe,AP Armed Forces Pacific";

    private const string Canada =
        "AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NL Newfoundland,NS Nova Scotia,NT Northwest Territories,"
        + "NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByCountry = new Dictionary<string, FrozenDictionary<string, string>>
    {
        ["US"] = Read(UnitedStates), ["CA"] = Read(Canada),
    }.ToFrozenDictionary();

    /// <summary>Whether addresses of a country give the region by a code.</summary>
    /// <param name="countryCode">The country, ISO 3166-1 alpha-2.</param>
    public static bool HaveCodes(string? countryCode) => countryCode is not null && ByCountry.ContainsKey(countryCode);

    /// <summary>Finds the code of a state or province.</summary>
    /// <param name="text">Its code or name in any case, such as "ny", "N.Y." or "New York".</param>
    /// <param name="countryCode">The country, ISO 3166-1 alpha-2.</param>
    /// <returns>The two-letter code; null where the country has no such region or gives none by code.</returns>
    public static string? CodeOf(string? text, string? countryCode) =>
        text is not null && countryCode is not null && ByCountry.TryGetValue(countryCode, out var names) ? names.GetValueOrDefault(Countries.Key(text)) : null;

    private static FrozenDictionary<string, string> Read(string rows)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in rows.Split(','))
        {
            names.TryAdd(row[..2], row[..2]);
            names.TryAdd(Countries.Key(row[3..]), row[..2]);
        }

        return names.ToFrozenDictionary();
    }
}
