namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>The edition of Sage Pro, which decides how tables are named and keys and dates are written.</summary>
public enum SageProEdition
{
    /// <summary>A database for each company; tables are named as in the manual.</summary>
    SqlServer,

    /// <summary>Copies of FoxPro tables: names end with the company number, and an empty date is 1899-12-30.</summary>
    VisualFoxPro,
}
