"""Names of places that are not French communes: départements, regions, towns abroad, everyday names."""

DEPARTMENTS = """
01=Ain|02=Aisne|03=Allier|04=Alpes-de-Haute-Provence|05=Hautes-Alpes|06=Alpes-Maritimes|07=Ardèche|08=Ardennes
|09=Ariège|10=Aube|11=Aude|12=Aveyron|13=Bouches-du-Rhône|14=Calvados|15=Cantal|16=Charente|17=Charente-Maritime
|18=Cher|19=Corrèze|21=Côte-d'Or|22=Côtes-d'Armor|23=Creuse|24=Dordogne|25=Doubs|26=Drôme|27=Eure|28=Eure-et-Loir
|29=Finistère|2A=Corse-du-Sud|2B=Haute-Corse|30=Gard|31=Haute-Garonne|32=Gers|33=Gironde|34=Hérault
|35=Ille-et-Vilaine|36=Indre|37=Indre-et-Loire|38=Isère|39=Jura|40=Landes|41=Loir-et-Cher|42=Loire|43=Haute-Loire
|44=Loire-Atlantique|45=Loiret|46=Lot|47=Lot-et-Garonne|48=Lozère|49=Maine-et-Loire|50=Manche|51=Marne
|52=Haute-Marne|53=Mayenne|54=Meurthe-et-Moselle|55=Meuse|56=Morbihan|57=Moselle|58=Nièvre|59=Nord|60=Oise|61=Orne
|62=Pas-de-Calais|63=Puy-de-Dôme|64=Pyrénées-Atlantiques|65=Hautes-Pyrénées|66=Pyrénées-Orientales|67=Bas-Rhin
|68=Haut-Rhin|69=Rhône|70=Haute-Saône|71=Saône-et-Loire|72=Sarthe|73=Savoie|74=Haute-Savoie|75=Paris
|76=Seine-Maritime|77=Seine-et-Marne|78=Yvelines|79=Deux-Sèvres|80=Somme|81=Tarn|82=Tarn-et-Garonne|83=Var
|84=Vaucluse|85=Vendée|86=Vienne|87=Haute-Vienne|88=Vosges|89=Yonne|90=Territoire de Belfort|91=Essonne
|92=Hauts-de-Seine|93=Seine-Saint-Denis|94=Val-de-Marne|95=Val-d'Oise|971=Guadeloupe|972=Martinique|973=Guyane
|974=La Réunion|976=Mayotte
"""
REGIONS = """
Bretagne|Normandie|Alsace|Lorraine|Occitanie|Auvergne|Île-de-France|Bourgogne|Franche-Comté|Aquitaine|Limousin
|Picardie|Provence|Champagne|Nouvelle-Calédonie|Polynésie|Région parisienne|Pays basque|Corse|Rhône-Alpes
|Auvergne-Rhône-Alpes|Nouvelle-Aquitaine|Hauts-de-France|Grand Est|Pays de la Loire|Centre-Val de Loire|PACA
|Languedoc|Roussillon|Languedoc-Roussillon|Midi-Pyrénées|Poitou-Charentes|Camargue|Côte d'Azur|Beauce|Beaujolais
|Périgord|Roannais|Médoc|Cévennes|Vercors|Luberon|Chablais|Tarentaise|Maurienne|Béarn|Berry|Touraine|Anjou|Poitou
|Charentes|Savoie|Ardèche|Antilles|Outre-mer|La Défense|Sophia Antipolis|Marne-la-Vallée|Disneyland|Belleville|Barbès
|Avoriaz|Courchevel|Méribel|Val Thorens|La Plagne|Les Arcs|L'Alpe d'Huez|Les Deux Alpes|Serre-Chevalier|Isola 2000
|Flaine|Pra-Loup|Superdévoluy|La Clusaz|Le Grand-Bornand|Font-Romeu|La Part-Dieu|Part-Dieu|Bastille|Montmartre|Le Marais|Corse
"""
ABROAD = """
Genève|Lausanne|Berne|Zurich|Bâle|Fribourg|Neuchâtel|Sion|Nyon|Vevey|Montreux|Turin|Milan|Rome|Naples
|Gênes|Venise|Florence|Palerme|Bologne|Madrid|Barcelone|Valence|Séville|Malaga|Saragosse|Bilbao
|Lisbonne|Porto|Braga|Londres|Manchester|Birmingham|Liverpool|Édimbourg|Dublin|Bruxelles|Liège|Anvers
|Gand|Charleroi|Namur|Luxembourg|Amsterdam|Rotterdam|La Haye|Berlin|Hambourg|Munich|Cologne
|Francfort|Stuttgart|Vienne|Prague|Varsovie|Cracovie|Budapest|Bucarest|Sofia|Belgrade|Zagreb|Tirana
|Pristina|Skopje|Sarajevo|Athènes|Istanbul|Ankara|Izmir|Kiev|Kyiv|Kharkiv|Odessa|Odesa|Lviv|Dnipro
|Donetsk|Marioupol|Moscou|Saint-Pétersbourg|Minsk|Chisinau|Tbilissi|Erevan|Bakou|Grozny|Alger|Oran
|Constantine|Annaba|Sétif|Blida|Béjaïa|Tizi Ouzou|Batna|Mostaganem|Tlemcen|Rabat|Casablanca|Fès
|Marrakech|Tanger|Agadir|Meknès|Oujda|Kénitra|Tétouan|Nador|Tunis|Sfax|Sousse|Bizerte|Gabès
|Tripoli|Benghazi|Le Caire|Alexandrie|Khartoum|Dakar|Thiès|Saint-Louis|Bamako|Kayes|Abidjan|Bouaké
|Yamoussoukro|Conakry|Ouagadougou|Lomé|Cotonou|Porto-Novo|Lagos|Niamey|N'Djamena|Douala|Yaoundé
|Libreville|Brazzaville|Pointe-Noire|Kinshasa|Lubumbashi|Bangui|Luanda|Kigali|Bujumbura|Nairobi
|Addis-Abeba|Asmara|Mogadiscio|Djibouti|Antananarivo|Tananarive|Moroni|Mamoudzou|Port-Louis|Praia
|Bissau|Freetown|Monrovia|Accra|Nouakchott|Beyrouth|Damas|Alep|Homs|Bagdad|Mossoul|Erbil|Téhéran
|Kaboul|Hérat|Kandahar|Islamabad|Karachi|Lahore|Delhi|Bombay|Colombo|Dacca|Katmandou|Bangkok|Hanoï
|Saïgon|Phnom Penh|Vientiane|Manille|Pékin|Shanghai|Tokyo|Séoul|Amman|Gaza|Jérusalem|Dubaï|Doha
|New York|Montréal|Québec|Toronto|Mexico|Bogota|Lima|Caracas|Port-au-Prince|Saint-Domingue|Brasilia
|São Paulo|Rio de Janeiro|Buenos Aires|Santiago|La Havane
|Nouakchott|Atar|Rosso|Ziguinchor|Touba|Kaolack|Mbour|Pikine|Rufisque|Sikasso|Mopti|Ségou|Gao|Tombouctou|Kankan
|Labé|Nzérékoré|Kindia|Boké|Korhogo|Daloa|San-Pédro|Man|Gagnoa|Bobo-Dioulasso|Koudougou|Sokodé|Kara|Parakou|Abomey
|Zinder|Maradi|Agadez|Garoua|Maroua|Bafoussam|Bamenda|Ngaoundéré|Kribi|Port-Gentil|Goma|Bukavu|Kisangani|Matadi
|Mbuji-Mayi|Kananga|Uvira|Kasaï|Monrovia|Kumasi|Kano|Abuja|Benin City|Port Harcourt|Kampala|Dar es Salaam|Mombasa
|Hargeisa|Massaoua|Gondar|Mekele|Omdourman|Port-Soudan|Juba|N'Djaména|Moundou|Abéché|Tamatave|Majunga|Mahajanga
|Diego-Suarez|Mutsamudu|Fomboni|Mindelo|Luanda|Maputo|Harare|Lusaka|Johannesburg|Le Cap|Pretoria
|Médéa|Skikda|Biskra|Ghardaïa|Chlef|Jijel|Bouira|Boumerdès|Tipaza|Béchar|Tiaret|El Oued|Guelma|Souk Ahras|Khenchela
|Mascara|Relizane|Sidi Bel Abbès|Ouargla|Laghouat|Djelfa|M'Sila|Bordj Bou Arreridj|Mila|Tébessa|Salé|Safi|El Jadida
|Beni Mellal|Khouribga|Taza|Al Hoceïma|Berkane|Larache|Settat|Mohammedia|Ouarzazate|Errachidia|Essaouira|Laâyoune
|Kairouan|Nabeul|Hammamet|Monastir|Mahdia|Gafsa|Kasserine|Sidi Bouzid|Médenine|Djerba|Tataouine|Jendouba|Béja
|Le Kef|La Marsa|Tozeur|Misrata|Sebha|Port-Saïd|Gizeh|Louxor|Assouan|Mansourah|Suez|Lattaquié|Hama|Deraa|Raqqa
|Deir ez-Zor|Idlib|Qamichli|Tartous|Saïda|Tyr|Zahlé|Bassorah|Kirkouk|Souleimaniye|Nadjaf|Kerbala|Ispahan|Chiraz
|Machhad|Tabriz|Mazar-e-Charif|Jalalabad|Ghazni|Kunduz|Peshawar|Rawalpindi|Quetta|Faisalabad|Calcutta|Chennai
|Bangalore|Pondichéry|Jaffna|Chittagong|Sylhet|Dhaka|Dacca|Pokhara|Oulan-Bator|Wuhan|Wenzhou|Canton|Hong Kong
|Hô Chi Minh-Ville|Da Nang|Jakarta|Kuala Lumpur|Singapour|Riyad|Djeddah|La Mecque|Koweït|Abou Dabi|Sanaa|Aden
|Ramallah|Hébron|Naplouse|Tel Aviv|Haïfa|Adana|Bursa|Gaziantep|Diyarbakir|Antalya|Konya|Kayseri|Mersin|Van|Trabzon
|Zaporijjia|Mykolaïv|Kherson|Vinnytsia|Poltava|Tchernihiv|Soumy|Jytomyr|Tcherkassy|Rivne|Loutsk|Ternopil
|Ivano-Frankivsk|Oujhorod|Louhansk|Lougansk|Kramatorsk|Kryvy Rih|Boutcha|Irpin|Simferopol|Sébastopol|Kaliningrad
|Rostov|Kazan|Novossibirsk|Vladivostok|Makhatchkala|Batoumi|Koutaïssi|Gyumri|Gandja|Almaty|Tachkent|Samarcande
|Bichkek|Douchanbé|Cluj|Timisoara|Iasi|Constanta|Craiova|Galati|Oradea|Arad|Plovdiv|Varna|Burgas|Nis|Novi Sad
|Prizren|Peja|Mitrovica|Durrës|Shkodër|Vlora|Elbasan|Tuzla|Mostar|Banja Luka|Split|Rijeka|Podgorica|Ljubljana
|Bratislava|Brno|Ostrava|Lodz|Gdansk|Wroclaw|Poznan|Lublin|Katowice|Vilnius|Riga|Tallinn|Helsinki|Stockholm
|Göteborg|Malmö|Oslo|Bergen|Copenhague|Leipzig|Dresde|Düsseldorf|Dortmund|Hanovre|Nuremberg|Brême|Sarrebruck
|Karlsruhe|Fribourg-en-Brisgau|Mannheim|Salzbourg|Innsbruck|Graz|Eindhoven|Utrecht|Maastricht|Mons|La Louvière
|Verviers|Seraing|Tournai|Mouscron|Ostende|Bruges|Louvain|Arlon|Esch-sur-Alzette|Winterthour|Lugano|Lucerne|Bienne
|Yverdon|Carouge|Meyrin|Vernier|Gland|Morges|Renens|Delémont|La Chaux-de-Fonds|Martigny|Monthey|Leeds|Glasgow
|Sheffield|Bristol|Cardiff|Belfast|Cork|Nottingham|Leicester|Coventry|Bradford|Coimbra|Faro|Setúbal|Aveiro|Viseu
|Guimarães|Funchal|Figueira da Foz|Alicante|Murcie|Almeria|Grenade|Cordoue|Cadix|Huelva|Pampelune|Saint-Sébastien
|Valladolid|Salamanque|La Corogne|Vigo|Gijon|Oviedo|Lérida|Gérone|Tarragone|Figueras|Palma|Ibiza|Las Palmas|Tenerife
|Vérone|Padoue|Trieste|Parme|Modène|Brescia|Bergame|Bari|Lecce|Catane|Messine|Reggio|Foggia|Pérouse|Ancône|Livourne
|Pise|Sienne|Vintimille|San Remo|Coni|Aoste|Novare|Thessalonique|Patras|Héraklion|Nicosie|Larnaca|La Valette
|Port-Louis|Ottawa|Laval (Québec)|Gatineau|Sherbrooke|Trois-Rivières|Vancouver|Boston|Chicago|Miami|Los Angeles
|San Francisco|Washington|Houston|Las Vegas|Guadalajara|Tijuana|Medellin|Cali|Quito|Guayaquil|La Paz|Santa Cruz
|Cochabamba|Montevideo|Asuncion|Cordoba|Rosario|Recife|Salvador de Bahia|Fortaleza|Belém|Manaus|Cap-Haïtien|Gonaïves
|Les Cayes|Jacmel|Paramaribo|Georgetown|San Juan|Kingston|Sydney|Melbourne|Auckland|Nouméa|Papeete
"""
EVERYDAY = {
    "angleterre": "Angleterre",
    "ecosse": "Écosse",
    "congo": "Congo",
    "rdc": "RDC",
    "usa": "États-Unis",
    "amerique": "Amérique",
    "afrique": "Afrique",
    "kosovo": "Kosovo",
    "tchetchenie": "Tchétchénie",
    "kabylie": "Kabylie",
    "kurdistan": "Kurdistan",
    "palestine": "Palestine",
    "hollande": "Hollande",
    "republique tcheque": "République tchèque",
    "coree": "Corée",
    "le caire": "Le Caire",
    "ile de france": "Île-de-France",
    "idf": "Île-de-France",
    "paca": "PACA",
    "maghreb": "Maghreb",
    "cote d'ivoire": "Côte d'Ivoire",
    "cote divoire": "Côte d'Ivoire",
    "zaire": "Zaïre",
    "yougoslavie": "Yougoslavie",
    "birmanie": "Birmanie",
    "grande bretagne": "Grande-Bretagne",
    "royaume uni": "Royaume-Uni",
    "etats unis": "États-Unis",
    "guinee conakry": "Guinée",
    "bosnie": "Bosnie",
    "macedoine": "Macédoine",
    "moldavie": "Moldavie",
    "tchequie": "Tchéquie",
    "emirats": "Émirats arabes unis",
    "arabie saoudite": "Arabie saoudite",
    "sri lanka": "Sri Lanka",
    "nouvelle caledonie": "Nouvelle-Calédonie",
    "la reunion": "La Réunion",
    "reunion": "La Réunion",
    "new york": "New York",
}
