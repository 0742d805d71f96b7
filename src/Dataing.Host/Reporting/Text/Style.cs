namespace Dataing.Host.Reporting.Text;

/// <summary>How a piece of text stands out in a terminal; the number is the ANSI code.</summary>
internal enum Style
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Blue = 34,
}
