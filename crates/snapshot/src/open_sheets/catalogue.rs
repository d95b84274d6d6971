//! The sheets described for programs: a data package (Frictionless Data, v1), and a catalogue by
//! DCAT 3 as JSON-LD.

use check::CitySettings;
use check::columns::SheetFormat;
use civic::Text;
use routes::tree::{OPEN_FOLDER, url};
use serde_json::{Value, json};

use super::package::{DataPackage, PackageLicence, Resource, Schema, SchemaField};

/// The columns of a sheet: each a text, as the offices write it.
pub(super) fn schema(format: &SheetFormat) -> Schema {
    let field = |column: check::columns::Column| SchemaField {
        name: column.zh.to_owned(),
        title: column.en.to_owned(),
        kind: "string".to_owned(),
    };
    Schema {
        fields: format.columns().map(field).collect(),
    }
}

pub(super) fn package(settings: &CitySettings, resources: Vec<Resource>) -> DataPackage {
    DataPackage {
        profile: "data-package".to_owned(),
        name: settings.id.clone(),
        title: settings.name.zh.clone(),
        licenses: vec![PackageLicence {
            title: settings.licence.zh.clone(),
            path: settings.licence_url.clone(),
        }],
        resources,
    }
}

/// The catalogue. Addresses are those of the city's site or, where it gives none, relative.
pub(super) fn dcat(settings: &CitySettings, package: &DataPackage) -> Value {
    let address = |path: &str| match &settings.site {
        Some(site) => format!("{site}{}", url(&format!("{OPEN_FOLDER}/{path}"))),
        None => path.to_owned(),
    };
    let dataset = |resource: &Resource| {
        let iana = "https://www.iana.org/assignments/media-types";
        json!({
            "@type": "dcat:Dataset",
            "dct:identifier": resource.name,
            "dct:title": in_both(&Text::new(&*resource.title, &*resource.title_en)),
            "dct:license": { "@id": settings.licence_url },
            "dcat:distribution": {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": { "@id": address(&resource.path) },
                "dcat:mediaType": { "@id": format!("{iana}/{}", resource.mediatype) },
                "dcat:byteSize": resource.bytes,
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
                    "spdx:checksumValue": resource.hash.trim_start_matches("sha256:"),
                },
            },
        })
    };
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": "dcat:Catalog",
        "dct:title": in_both(&settings.name),
        "dct:license": { "@id": settings.licence_url },
        "dcat:dataset": package.resources.iter().map(dataset).collect::<Vec<_>>(),
    })
}

fn in_both(text: &Text) -> Value {
    json!([
        { "@language": "zh", "@value": text.zh },
        { "@language": "en", "@value": text.en },
    ])
}
